"""Find what a person's details say twice and differently: such a letter is refused, not printed."""

from collections.abc import Sequence
from datetime import date as Date

from article21.errors import Article21Error
from article21.facts import grounds_that_need_an_account
from article21.person import Details

_OF_MEMBERS = ("account_email", "profile_url", "setting_off")


class NoAccountContradictionError(Article21Error):
    """Details without an account that give what only a member has."""

    def __init__(self, fields: Sequence[str], grounds: Sequence[str]) -> None:
        self.fields, self.grounds = tuple(fields), tuple(grounds)
        super().__init__("no-account-contradicted", given=", ".join((*fields, *grounds)))


class SettingAfterLetterError(Article21Error):
    """A setting that was turned off after the day that the letter bears."""

    def __init__(self, setting_off: Date, date: Date) -> None:
        self.setting_off, self.date = setting_off, date
        super().__init__("setting-after-letter", day=setting_off.isoformat(), date=date.isoformat())


def check_contradictions(details: Details, grounds: Sequence[str], date: Date, *, no_account: bool) -> None:
    """Raise the error that names what the details say twice and differently."""
    if no_account:
        fields = [name for name in _OF_MEMBERS if getattr(details, name)]
        needing = [key for key in grounds if key in grounds_that_need_an_account()]
        if fields or needing:
            raise NoAccountContradictionError(fields, needing)
    if details.setting_off and details.setting_off > date:
        raise SettingAfterLetterError(details.setting_off, date)
