"""What learning answers."""

from services.common.api import Api
from services.common.schemas import Empty, PageQuery
from services.learning.schemas import courses, learners, library

api = Api("learning", __name__)

WRITE = "learning.write"
FOLLOW = "learning.follow"
ENROL = "learning.enrol"
REVOKE = "learning.revoke"
ADD = "library.add"

list_courses = api.get("/courses", query=PageQuery, pages_of=courses.CourseRow, says="List the published courses")
read_course = api.get("/courses/{course_id:uuid}", returns=courses.CourseView, says="Read a published course's outline")
read_lesson = api.get(
    "/courses/{course_id:uuid}/lessons/{lesson_id:uuid}", returns=courses.LessonView, says="Read a published lesson"
)
create_course = api.post(
    "/courses", takes=courses.NewCourse, returns=courses.DraftView, may=WRITE, says="Begin the draft of a course"
)
read_draft = api.get(
    "/courses/{course_id:uuid}/draft",
    returns=courses.DraftView,
    may=WRITE,
    says="Read a course's draft with its answers",
)
change_course = api.patch(
    "/courses/{course_id:uuid}", takes=courses.CourseChange, returns=courses.DraftView, may=WRITE, guarded=True,
    says="Change a draft's title, summary or terms",
)  # fmt: skip
add_lesson = api.post(
    "/courses/{course_id:uuid}/lessons", takes=courses.NewLesson, returns=courses.DraftView, may=WRITE, guarded=True,
    says="Add a lesson at the draft's end",
)  # fmt: skip
change_lesson = api.put(
    "/courses/{course_id:uuid}/lessons/{lesson_id:uuid}", takes=courses.NewLesson, returns=courses.DraftView, may=WRITE,
    guarded=True, says="Write a draft's lesson anew",
)  # fmt: skip
remove_lesson = api.delete(
    "/courses/{course_id:uuid}/lessons/{lesson_id:uuid}", returns=courses.DraftView, status=200, may=WRITE, guarded=True,
    says="Take a lesson out of the draft",
)  # fmt: skip
add_question = api.post(
    "/courses/{course_id:uuid}/questions", takes=courses.NewQuestion, returns=courses.DraftView, may=WRITE, guarded=True,
    says="Add a question to the draft",
)  # fmt: skip
change_question = api.put(
    "/courses/{course_id:uuid}/questions/{question_id:uuid}", takes=courses.NewQuestion, returns=courses.DraftView,
    may=WRITE, guarded=True, says="Write a draft's question anew",
)  # fmt: skip
remove_question = api.delete(
    "/courses/{course_id:uuid}/questions/{question_id:uuid}", returns=courses.DraftView, status=200, may=WRITE,
    guarded=True, says="Take a question out of the draft",
)  # fmt: skip
read_draft_changes = api.get(
    "/courses/{course_id:uuid}/draft/changes", returns=courses.DraftChanges, may=WRITE,
    says="Tell what publishing the draft would change for learners",
)  # fmt: skip
publish_course = api.post(
    "/courses/{course_id:uuid}/versions", takes=Empty, returns=courses.CourseView, may=WRITE, guarded=True,
    says="Publish the draft as the course's next version, which never changes again",
)  # fmt: skip
list_course_overviews = api.get(
    "/course-overviews", query=courses.OverviewQuery, pages_of=courses.OverviewRow, may=FOLLOW,
    says="List all courses with how their learners stand",
)  # fmt: skip

enrol = api.post(
    "/courses/{course_id:uuid}/enrolments", takes=learners.NewEnrolment, returns=learners.EnrolmentView,
    says="Enrol in a published course; a trainer may enrol others",
)  # fmt: skip
list_learners = api.get(
    "/courses/{course_id:uuid}/enrolments", query=learners.LearnerFilter, pages_of=learners.EnrolmentView, may=FOLLOW,
    says="List a course's learners",
)  # fmt: skip
read_enrolment = api.get(
    "/enrolments/{enrolment_id:uuid}", returns=learners.EnrolmentView, says="Read one's enrolment, or a learner's"
)
list_progress = api.get(
    "/progress",
    query=learners.ProgressFilter,
    pages_of=learners.EnrolmentView,
    says="List one's progress, or a learner's",
)
complete_lesson = api.put(
    "/enrolments/{enrolment_id:uuid}/lessons/{lesson_id:uuid}", takes=Empty, returns=learners.EnrolmentView,
    says="Note that one has worked through a lesson",
)  # fmt: skip
list_attempts = api.get(
    "/enrolments/{enrolment_id:uuid}/attempts", query=PageQuery, pages_of=learners.AttemptRow,
    says="List the attempts of one's enrolment, or of a learner's",
)  # fmt: skip
start_attempt = api.post(
    "/enrolments/{enrolment_id:uuid}/attempts", takes=Empty, returns=learners.AttemptView,
    says="Start an attempt at the course's questions",
)  # fmt: skip
read_attempt = api.get(
    "/attempts/{attempt_id:uuid}", returns=learners.AttemptView,
    says="Read an attempt; right answers are in it once it was submitted",
)  # fmt: skip
submit_attempt = api.post(
    "/attempts/{attempt_id:uuid}/submission", takes=learners.Submission, returns=learners.AttemptView, status=200,
    says="Submit an attempt's answers, to be scored at once",
)  # fmt: skip
list_certificates = api.get(
    "/certificates", query=learners.ProgressFilter, pages_of=learners.CertificateRow,
    says="List one's certificates, or a learner's",
)  # fmt: skip
verify_certificate = api.get(
    "/certificates/{code:text}", returns=learners.CertificateCheck, public=True,
    says="Tell whether a certificate with this code is valid",
)  # fmt: skip
revoke_certificate = api.post(
    "/certificates/{code:text}/revocation", takes=learners.Revocation, returns=learners.CertificateCheck, status=200,
    may=REVOKE, says="Take a certificate back",
)  # fmt: skip

list_library_items = api.get(
    "/library/items", query=library.ItemFilter, pages_of=library.ItemRow, says="List the library's items, newest first"
)
add_library_item = api.post(
    "/library/items", takes=library.NewItem, returns=library.ItemView, may=ADD, body_limit=4_000_000,
    says="Add an Act, rules, a judgment or a circular, with its sections",
)  # fmt: skip
read_library_item = api.get(
    "/library/items/{item_id:uuid}", returns=library.ItemView, says="Read an item's description"
)
correct_library_item = api.patch(
    "/library/items/{item_id:uuid}", takes=library.ItemChange, returns=library.ItemView, may=ADD, guarded=True,
    says="Correct an item's description",
)  # fmt: skip
preview_sections = api.post(
    "/library/items/{item_id:uuid}/import-preview", takes=library.ItemText, returns=library.CutText, status=200, may=ADD,
    body_limit=4_000_000, says="See how the plain text of an Act would be cut into sections; nothing is kept",
)  # fmt: skip
import_sections = api.post(
    "/library/items/{item_id:uuid}/import", takes=library.ItemText, returns=library.ItemView, status=200, may=ADD,
    guarded=True, body_limit=4_000_000, says="Cut the plain text of an Act into an item's sections",
)  # fmt: skip
list_sections = api.get(
    "/library/items/{item_id:uuid}/sections", query=PageQuery, pages_of=library.SectionRow,
    says="List an item's sections in their order",
)  # fmt: skip
read_section = api.get("/library/sections/{section_id:uuid}", returns=library.SectionView, says="Read a section")
search_sections = api.get(
    "/library/search", query=library.SearchQuery, pages_of=library.SearchRow,
    says="Search sections by words or by citation",
)  # fmt: skip
