"""``--install-completion``: the shell completes commands, options and their values, for ``./run``, too."""

import os
import shlex
from collections.abc import Iterator
from pathlib import Path

import typer

from article21.cli.command import program

VARIABLE = "_ARTICLE21_COMPLETE"
"""With this variable the shell asks what may follow; a shell script drops one with a ``/`` in its name."""
# Each asks in the same way, fish's, and gets a line for each answer: the word, a tab, what it is. What is
# started as ./run answers for its own file alone: another folder's ./run is a stranger, and is not started.
# After @ stands a file, as in --because @words.txt.
_SCRIPTS = {
    "bash": r"""
_@NAME@_completion() {
    local program=@PROGRAM@ typed=${1//[\\\'\"]/} word what
    COMPREPLY=()
    if [ "${program#*/}" != "$program" ]; then [ "${typed/#\~/$HOME}" -ef "$program" ] || return; fi
    if [[ $2 == @* ]]; then
        while IFS= read -r word; do
            [ ! -d "$word" ] || { word+=/; compopt -o nospace; }
            [[ ${COMP_WORDS[COMP_CWORD]} == [\'\"]* ]] || printf -v word %q "$word"
            COMPREPLY+=("@$word")
        done < <(word=${2#@}; compgen -f -- "${word//\\/}")
        return
    fi
    while IFS=$'\t' read -r word what; do
        [ -n "$word" ] || continue
        [[ ${COMP_WORDS[COMP_CWORD]} == [\'\"]* ]] || printf -v word %q "$word"
        COMPREPLY+=("$word")
    done < <(@ASK@="${COMP_LINE:0:COMP_POINT}" "$program" 2>/dev/null)
}
complete -o default -F _@NAME@_completion @NAME@
""",
    "zsh": r"""
#compdef @NAME@
_@NAME@_completion() {
    local program=@PROGRAM@ line
    local -a found
    if [[ $program == */* && ! ${${(Q)words[1]}/#\~\//$HOME/} -ef $program ]]; then _default; return; fi
    [[ $PREFIX == --*=* ]] && compset -P '*='
    if compset -P '@'; then _files; return; fi
    for line in "${(@f)$(@ASK@="${words[1,CURRENT]}" "$program" 2>/dev/null)}"; do
        [[ -n $line ]] && found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
    done
    if (( $#found )); then _describe -V values found; else _files; fi
}
if [[ $funcstack[1] == _@NAME@ ]]; then _@NAME@_completion "$@"; else compdef _@NAME@_completion @NAME@; fi
""",
    "fish": r"""
function __@NAME@_is_ours
    set -l program @PROGRAM@
    set -l typed (string replace -r '^~' $HOME -- (commandline -opc)[1])
    string match -q -v '*/*' -- $program
    or test (realpath $typed 2>/dev/null; or echo) = (realpath $program 2>/dev/null; or echo -)
end
function __@NAME@_completion
    set -l program @PROGRAM@
    set -l option (string match -r -- '^--[^=]+=' (commandline -ct))
    set -l file (string match -r -- '^((?:--[^=]+=)?@)(.*)' (commandline -ct))
    if set -q file[1]
        printf '%s\n' "$file[2]"(__fish_complete_path "$file[3]")
        return
    end
    set -l found (env @ASK@=(commandline -cp) $program 2>/dev/null | string match -r '.+')
    if set -q found[1]
        printf '%s\n' "$option"$found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete --command @NAME@ --condition __@NAME@_is_ours --no-files --arguments '(__@NAME@_completion)'
""",
}
_QUESTION = f"{VARIABLE}=complete_fish _TYPER_COMPLETE_FISH_ACTION=get-args _TYPER_COMPLETE_ARGS"
_ZSH_STARTS = "fpath+=~/.zfunc; autoload -Uz compinit; compinit"
"""As Typer has it: of several of its programs one line serves all."""


def install_completion(*, wanted: bool) -> None:
    """Write the script for the person's shell, and have the shell read it."""
    if not wanted:
        return
    from article21.cli.afterwards import tell_of_files

    for path in _install(_shell()):
        tell_of_files([path])
    raise typer.Exit


def show_completion(*, wanted: bool) -> None:
    """Print the script for the person's shell."""
    if not wanted:
        return
    typer.echo(_script(_shell()))
    raise typer.Exit


def _install(shell: str) -> Iterator[Path]:
    """Write the script; yield each file that was changed."""
    home, name = Path.home(), _name()
    if shell not in _SCRIPTS:  # PowerShell says itself where
        from typer.completion import install  # type: ignore[attr-defined]  # Typer exports no name for this

        yield install(prog_name=name, complete_var=VARIABLE, shell=shell)[1]
        return
    places = {
        "bash": home / f".bash_completions/{name}.sh",
        "zsh": home / f".zfunc/_{name}",
        # Where fish looks when it starts: of what is not in the PATH, as ./run, it reads nothing later.
        "fish": Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / f"fish/conf.d/{name}.fish",
    }
    places[shell].parent.mkdir(parents=True, exist_ok=True)
    places[shell].write_text(_script(shell), encoding="utf-8")
    yield places[shell]
    read_first = {
        "bash": (home / ".bashrc", f"source '{places[shell]}'"),
        "zsh": (Path(os.environ.get("ZDOTDIR") or home) / ".zshrc", _ZSH_STARTS),
    }
    if shell in read_first and _add_line(*read_first[shell]):
        yield read_first[shell][0]


def _add_line(path: Path, line: str) -> bool:
    """Put a line at the end of a file, unless it is there; tell whether it was put there."""
    content = path.read_text(encoding="utf-8", errors="surrogateescape") if path.exists() else ""
    if line in content.splitlines():
        return False
    begun = content if not content or content.endswith("\n") else f"{content}\n"
    path.write_text(f"{begun}{line}\n", encoding="utf-8", errors="surrogateescape")
    return True


def _shell() -> str:
    """Return the shell that started the program, or, where that one completes nothing (``sh``), one's own."""
    from typer.completion import Shells, _get_shell_name  # type: ignore[attr-defined]  # as above

    known = [shell.value for shell in Shells]
    for name in (_get_shell_name(), Path(os.environ.get("SHELL", "")).name):
        if name in known:
            return str(name)
    return "bash"


def _name() -> str:
    """Return the name alone: shells find by it what completes ``./run`` and ``~/a21/run``."""
    return Path(program()[-1]).name


def _script(shell: str) -> str:
    if shell not in _SCRIPTS:
        from typer.completion import get_completion_script  # type: ignore[attr-defined]  # as above

        return str(get_completion_script(prog_name=_name(), complete_var=VARIABLE, shell=shell))
    started = program()[-1]
    place = str(Path(started).absolute()) if os.sep in started else started
    values = {"@NAME@": _name(), "@PROGRAM@": shlex.quote(place), "@ASK@": _QUESTION}
    script = _SCRIPTS[shell].lstrip("\n")
    for mark, value in values.items():
        script = script.replace(mark, value)
    return script


def prepare_to_complete() -> None:
    """Know the shells, when one of them asks what may follow."""
    if VARIABLE in os.environ:
        from typer.completion import completion_init  # type: ignore[attr-defined]  # as above

        completion_init()
