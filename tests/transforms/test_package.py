"""The functions of transforms are there for the asking, and until then cost nothing."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import transforms

DECLARED = {
    (node.module, name.name)
    for node in ast.walk(ast.parse(Path(transforms.__file__).read_text(encoding="utf-8")))
    if isinstance(node, ast.ImportFrom) and node.module.startswith("transforms.")
    for name in node.names
}


def test_what_types_are_checked_by_is_what_there_is():
    assert {name for _, name in DECLARED} == set(transforms.__all__)


@pytest.mark.parametrize(("module", "name"), sorted(DECLARED))
def test_a_function_is_there_even_after_a_module_of_its_name_was_imported(module, name):
    __import__(module)
    assert getattr(transforms, name) is getattr(sys.modules[module], name)
    assert callable(getattr(transforms, name))


def test_importing_the_package_imports_none_of_its_parts():
    asked = "import sys, transforms; print([name for name in sys.modules if name.startswith('transforms.')])"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
