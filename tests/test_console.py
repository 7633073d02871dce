"""What renews the outputs on the pages keeps all else on them."""

from __future__ import annotations

from pathlib import Path

from .console import renewed

PAGE = """# A page

```console
$ echo first > made; cat made
old
$ printf '%s\\n' 'one
  two' three
$ seq 9 && echo wrong >&2
1
2
...
```

```python
$ echo this is no console
```

And then:

```console
$ cat made; cat missing
```
"""

RENEWED = """# A page

```console
$ echo first > made; cat made
first
$ printf '%s\\n' 'one
  two' three
one
  two
three
$ seq 9 && echo wrong >&2
1
2
...
```

```python
$ echo this is no console
```

And then:

```console
$ cat made; cat missing
first
cat: missing: No such file or directory
```
"""


def test_commands_run_in_one_folder_and_show_what_they_print(tmp_path: Path) -> None:
    assert renewed(PAGE, tmp_path) == RENEWED
    assert renewed(RENEWED, tmp_path) == RENEWED
