"""Plain data as YAML that this library's own strict reader takes for the same data."""

from __future__ import annotations

from typing import Any

import yaml

from policymatch.yamlio import scalars


class _Dumper(yaml.SafeDumper):
    """Quotes what PyYAML would leave bare but `yamlio.scalars` refuses: y, 0o17."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    quoted = scalars.trap(text) is not None or scalars.plain(text) != text
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="'" if quoted else None)


_Dumper.add_representer(str, _text)


def yaml_text(data: Any) -> str:
    """Return data as YAML in block style, keys in the order given."""
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)


def flow_text(data: Any) -> str:
    """Return data as YAML in flow style, on one line."""
    width = 10**9
    return yaml.dump(
        data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=width, default_flow_style=True
    ).strip()
