"""The keys under which the office receives and signs bundles (eigene Schlüssel)."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnKeys:
    """The office's own two pairs of keys.

    Attributes:
        age_identity: Secret age key ("AGE-SECRET-KEY-1…"); `age_recipient` is the public one.
        signing_key: Secret Ed25519 key, base64; `verify_key` is the public one.
    """

    age_identity: str = field(repr=False)
    age_recipient: str
    signing_key: str = field(repr=False)
    verify_key: str
