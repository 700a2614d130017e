"""`policymatch schema …`: JSON Schemas with which editors complete and check files."""

from __future__ import annotations

import json

import typer

from policymatch.cli.options import LangOption, Language, RulesOption, help_of, lang_of, library_of

app = typer.Typer(help=help_of("cli-schema-group"), no_args_is_help=True, rich_markup_mode=None)


@app.command("profile", help=help_of("cli-schema-profile"))
def profile(rules: RulesOption = None, lang: LangOption = Language.ZH) -> None:
    from policymatch.enterprise import profile_schema

    _print(profile_schema(library_of(rules).vocabulary, lang_of(lang)))


@app.command("rules", help=help_of("cli-schema-rules"))
def rules_schema() -> None:
    from policymatch.library.schema import rules_schema as schema

    _print(schema())


@app.command("conditions", help=help_of("cli-schema-conditions"))
def conditions_schema() -> None:
    from policymatch.library.schema import conditions_schema as schema

    _print(schema())


@app.command("derived", help=help_of("cli-schema-derived"))
def derived_schema() -> None:
    from policymatch.library.schema import derived_schema as schema

    _print(schema())


@app.command("rosters", help=help_of("cli-schema-rosters"))
def rosters_schema() -> None:
    from policymatch.library.schema import rosters_schema as schema

    _print(schema())


@app.command("mapping", help=help_of("cli-schema-mapping"))
def mapping_schema() -> None:
    from policymatch.intake.mapping import mapping_schema as schema

    _print(schema())


@app.command("vocabulary", help=help_of("cli-schema-vocabulary"))
def vocabulary_schema() -> None:
    from policymatch.library.schema import vocabulary_schema as schema

    _print(schema())


def _print(schema: dict[str, object]) -> None:
    typer.echo(json.dumps(schema, ensure_ascii=False, indent=2))
