"""Learning's tables: courses and their learners, and the library."""

from services.learning.models.courses import (
    Attempt,
    Certificate,
    Course,
    CourseVersion,
    Enrolment,
    Lesson,
    LessonCompletion,
    Question,
)
from services.learning.models.ground import Base
from services.learning.models.library import LibraryItem, LibrarySection

__all__ = [
    "Attempt",
    "Base",
    "Certificate",
    "Course",
    "CourseVersion",
    "Enrolment",
    "Lesson",
    "LessonCompletion",
    "LibraryItem",
    "LibrarySection",
    "Question",
]
