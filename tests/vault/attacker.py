"""What somebody can do who may write the folder, knows the format and holds no key."""

from __future__ import annotations

import base64
import copy
import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

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


def loaded(raw: bytes) -> Tree:
    tree = json.loads(raw)
    if not isinstance(tree, dict):
        raise TypeError
    return tree


def mutate(tree: Tree, chance: random.Random) -> None:
    """Change, remove, double or move one value somewhere in the tree."""
    places = list(_places(tree))
    holder, key = chance.choice(places)
    act = chance.randrange(5)
    if act == 0 and isinstance(holder, dict):
        del holder[key]
    elif act == 1:
        other_holder, other_key = chance.choice(places)
        holder[key] = copy.deepcopy(other_holder[other_key])
    elif act == 2 and isinstance(holder[key], str) and holder[key]:
        at = chance.randrange(len(holder[key]))
        letter = chr(ord(holder[key][at]) ^ 1 << chance.randrange(6))
        holder[key] = holder[key][:at] + letter + holder[key][at + 1 :]
    elif act == 3 and isinstance(holder[key], int):
        holder[key] += chance.choice([-1, 1, 2**31, 2**63, -(2**40)])
    else:
        holder[key] = chance.choice(
            [None, True, 0, -1, 1.5, "", "x", "\ud800", [], {}, [[]], {"": None}, 2**70]
        )


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    entries = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in list(entries):
        yield node, key
        if isinstance(value, (dict, list)):
            yield from _places(value)
