"""What the press remembers, bounded in bytes; what is forgotten is made again, with the same result."""

from typing import Generic, TypeVar

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Memory(Generic[_Key, _Value]):
    """Remembers what was asked for lately: half of the room is for the newest, half for those before them."""

    def __init__(self, room: int) -> None:
        """Remember so many bytes, as ``keep`` is told of them."""
        self._half, self._used = room // 2, 0
        self._new: dict[_Key, tuple[_Value, int]] = {}
        self._old: dict[_Key, tuple[_Value, int]] = {}

    def find(self, key: _Key) -> _Value | None:
        """Return what was kept under a key, or None."""
        found = self._new.get(key)
        if found is None:
            found = self._old.pop(key, None)
            if found is None:
                return None
            self.keep(key, *found)
        return found[0]

    def keep(self, key: _Key, value: _Value, size: int) -> _Value:
        """Remember a value of so many bytes."""
        if self._used + size > self._half:
            self._old, self._new, self._used = self._new, {}, 0
        self._new[key] = value, size
        self._used += size
        return value
