"""What notifications answers."""

from services.common.api import Api
from services.common.schemas import Empty, PageQuery
from services.notifications.schemas import messages, recipients, templates

api = Api("notifications", __name__)

RECIPIENTS = "notifications.recipients"
MESSAGES = "notifications.messages"
TEMPLATES = "notifications.templates"
SETTLE = "notifications.settle"

read_my_preferences = api.get("/recipients/me", returns=recipients.PreferencesView, says="Read one's own choices")
set_my_preferences = api.put(
    "/recipients/me", takes=recipients.Preferences, returns=recipients.PreferencesView,
    says="Choose one's language, channels and addresses",
)  # fmt: skip
register_recipient = api.post(
    "/recipients", takes=recipients.NewRecipient, returns=recipients.RecipientView, may=RECIPIENTS,
    says="Register somebody to tell things to",
)  # fmt: skip
list_recipients = api.get(
    "/recipients",
    query=recipients.RecipientFilter,
    pages_of=recipients.RecipientView,
    may=RECIPIENTS,
    says="List recipients",
)
read_recipient = api.get(
    "/recipients/{recipient_id:uuid}", returns=recipients.RecipientView, may=RECIPIENTS, says="Read a recipient"
)
change_recipient = api.patch(
    "/recipients/{recipient_id:uuid}", takes=recipients.RecipientChange, returns=recipients.RecipientView, may=RECIPIENTS,
    guarded=True, says="Change a recipient",
)  # fmt: skip

list_case_recipients = api.get(
    "/cases/{case_id:uuid}/recipients", query=PageQuery, pages_of=recipients.CaseRecipientView, may=RECIPIENTS,
    says="List who is told about a case",
)  # fmt: skip
link_case_recipient = api.put(
    "/cases/{case_id:uuid}/recipients/{recipient_id:uuid}", takes=recipients.CaseLink, returns=recipients.CaseRecipientView,
    may=RECIPIENTS, says="Let somebody be told about a case",
)  # fmt: skip
unlink_case_recipient = api.delete(
    "/cases/{case_id:uuid}/recipients/{recipient_id:uuid}", may=RECIPIENTS, says="Tell somebody no more about a case"
)
list_case_reminders = api.get(
    "/cases/{case_id:uuid}/reminders", query=PageQuery, pages_of=messages.ReminderView, may=MESSAGES,
    says="List the reminders of a case's hearings, the next due first",
)  # fmt: skip

list_templates = api.get(
    "/templates", query=templates.TemplateFilter, pages_of=templates.TemplateView, may=MESSAGES, says="List the texts"
)
read_template = api.get(
    "/templates/{template_id:uuid}", returns=templates.TemplateView, may=MESSAGES, says="Read a text"
)
add_template = api.post(
    "/templates",
    takes=templates.NewTemplate,
    returns=templates.TemplateView,
    may=TEMPLATES,
    says="Add a version of a text",
)

preview_template = api.post(
    "/templates/preview", takes=templates.TemplatePreviewed, returns=templates.TemplatePreview, status=200, may=TEMPLATES,
    says="See a text with made-up facts, its length, and what is wrong with it",
)  # fmt: skip

list_messages = api.get(
    "/messages", query=messages.MessageFilter, pages_of=messages.MessageRow, may=MESSAGES, says="List messages, newest first"
)  # fmt: skip
read_message = api.get("/messages/{message_id:uuid}", returns=messages.MessageView, may=MESSAGES, says="Read a message")
cancel_message = api.post(
    "/messages/{message_id:uuid}/cancellation", takes=messages.Cancellation, returns=messages.MessageView, status=200,
    may=SETTLE, guarded=True, says="Keep a message that waits from being sent",
)  # fmt: skip
settle_message = api.post(
    "/messages/{message_id:uuid}/settlement", takes=messages.Settlement, returns=messages.MessageView, status=200,
    may=SETTLE, guarded=True, says="Say what became of a message whose outcome is unknown",
)  # fmt: skip

list_inbox = api.get(
    "/inbox", query=messages.InboxFilter, pages_of=messages.NoticeView, says="List one's own messages, newest first"
)
count_unread = api.get("/inbox/unread", returns=messages.UnreadView, says="Count one's unread messages")
mark_inbox_read = api.post(
    "/inbox/{notice_id:uuid}/read", takes=Empty, returns=messages.NoticeView, status=200, says="Mark a message as read"
)
