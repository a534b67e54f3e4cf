"""What a command says when it cannot answer: what is wrong and what to do next."""


class Refusal(Exception):
    """Raised when a question cannot be answered as put; ends the command with its exit code.

    Raised by every part of the command line; shown on stderr by `beatbook.cli.main`.
    """

    def __init__(self, message: str, exit_code: int = 2) -> None:
        super().__init__(message)
        self.exit_code = exit_code
