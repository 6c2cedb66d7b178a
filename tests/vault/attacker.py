"""What somebody can do who may write the folder, knows the format and holds no key."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from intake_app.vault.folder import VaultFolder

Tree = dict[str, Any]


def read(folder: VaultFolder) -> Tree:
    tree: Tree = json.loads(folder.key_paths[0].read_bytes())
    return tree


def spelled(tree: Tree) -> bytes:
    """The canonical bytes of a forged key file with the right sum."""
    rest = {key: value for key, value in tree.items() if key != "sum"}
    total = hashlib.sha256(_canonical(rest)).hexdigest()
    return _canonical({**rest, "sum": total}) + b"\n"


def plant(folder: VaultFolder, raw: bytes) -> None:
    """Put the same bytes in place of both copies."""
    for path in folder.key_paths:
        path.write_bytes(raw)


def slot(tree: Tree, slot_id: str) -> Tree:
    return next(entry for entry in tree["slots"] if entry["id"] == slot_id)


def put_slot(tree: Tree, slot_id: str, source: Tree, source_id: str, *fields: str) -> None:
    """Give one slot the fields of another; "key" is its sealed master key."""
    for field in fields:
        if field == "key":
            tree["active"]["keys"][slot_id] = source["active"]["keys"][source_id]
        else:
            slot(tree, slot_id)[field] = slot(source, source_id)[field]


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def decoded(text: str) -> bytes:
    return base64.b64decode(text)


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")
