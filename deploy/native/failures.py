"""What can go wrong while the platform is set up: each failure has a name, says what was found, and what to do about it."""

from __future__ import annotations


class SetUpError(Exception):
    """A step of the set-up that cannot go on."""

    name = "set_up_failed"

    def __init__(self, found: str, remedy: str) -> None:
        """Take what was found and what to do about it, each a sentence."""
        super().__init__(found)
        self.found = found
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.name}: {self.found}\n  → {self.remedy}"


class WrongPythonError(SetUpError):
    """The interpreter is too old or too new."""

    name = "wrong_python"


class PackageMissingError(SetUpError):
    """A Debian package is missing and cannot be installed by us."""

    name = "package_missing"


class InstallFailedError(SetUpError):
    """A package manager refused."""

    name = "install_failed"


class DiskFullError(SetUpError):
    """There is too little room."""

    name = "disk_full"


class PortTakenError(SetUpError):
    """Somebody else listens where we must."""

    name = "port_taken"


class NotStartedError(SetUpError):
    """A process did not come up."""

    name = "not_started"


class NotSetUpError(SetUpError):
    """Something is asked of an instance that was never set up."""

    name = "not_set_up"


class StepFailedError(SetUpError):
    """A program that the set-up runs ended with an error."""

    name = "step_failed"
