"""Where the files of the project are: in a checkout and in an installed wheel.

A wheel holds `ontology/`, `data/` and `queries/` in `nato_kg/_resources/`; a checkout holds them
at its root, two levels above the package.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nato_kg.errors import DataError, ResourceError

ROOTS = ("data", "ontology", "queries")
_PACKAGE = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """The file or folder `parts`, the first of them one of ROOTS.

    Raises ResourceError when the parts lead out of the roots, or to nothing.
    """
    name = "/".join(parts)
    steps = [step for part in parts for step in Path(part).parts]
    if not steps or steps[0] not in ROOTS or ".." in steps:
        raise ResourceError(
            f"no resource can be named {name!r}",
            identifier=name,
            hint=f"a resource lies in one of {', '.join(ROOTS)}",
        )
    for base in _bases():
        candidate = base.joinpath(*steps)
        if candidate.exists():
            return candidate
    raise ResourceError(
        f"the resource {name} is missing",
        path=_bases()[0].joinpath(*steps),
        identifier=name,
        hint="install nato-kg again, or run it from a complete checkout",
    )


def _bases() -> tuple[Path, ...]:
    """The folders that may hold the resources; an installed wheel has only the first."""
    packaged = _PACKAGE / "_resources"
    return (packaged,) if packaged.is_dir() else (_PACKAGE.parent.parent,)


def load_yaml(*parts: str) -> Any:
    """The content of a YAML file of the project, read by the fast loader where PyYAML has it.

    Raises ResourceError when it is missing, DataError (path, line) when it is not YAML.
    """
    import yaml  # `nato-kg --help` reads no data

    file = path(*parts)
    try:
        return yaml.load(file.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - safe ones
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or error
        raise DataError(
            f"no valid YAML: {problem}", path=file, line=mark.line + 1 if mark else None, hint="mend the file"
        ) from error
