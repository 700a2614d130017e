"""The readings of characters are those of pypinyin, from which their table is made."""

from scripts.list_readings import OUT, lines


def test_the_table_is_up_to_date() -> None:
    assert OUT.read_text("utf-8").splitlines() == lines()
