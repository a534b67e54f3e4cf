"""What is raised for a question that cannot be answered; each says what to do next."""


class QuestionError(Exception):
    """Raised for a question that cannot be answered as put; the message says what to do next.

    `near` holds what may have been meant, best first.
    """

    def __init__(self, message: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(message, near)
        self.message = message
        self.near = near

    def __str__(self) -> str:
        return f"{self.message} Did you mean {', '.join(self.near)}?" if self.near else self.message


class NoWarehouse(QuestionError):
    """Raised by `open` before anything was published, and where what was cannot be read."""


class UnknownTopic(QuestionError):
    """Raised for a topic that the taxonomy does not have."""


class UnknownOutlet(QuestionError):
    """Raised for an outlet that the catalogue does not have."""


class UnknownArticle(QuestionError):
    """Raised for an id or an address that no article has, and for one that several share."""


class UnknownStory(QuestionError):
    """Raised when no story, or more than one, has the name given."""


class OtherBook(QuestionError):
    """Raised by a question that asks for what the book has not, because other SQL built it."""


class DamagedBook(QuestionError):
    """Raised where a file of the book is missing, or is not what was written."""


class TimeLimit(QuestionError):
    """Raised when an answer takes longer than it may."""


class TooLarge(QuestionError):
    """Raised when an answer does not belong into memory."""
