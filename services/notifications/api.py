"""What notifications answers."""

from services.common.api import Api
from services.common.schemas import Empty, PageQuery
from services.notifications import schemas

api = Api("notifications", __name__)

RECIPIENTS = "notifications.recipients"
MESSAGES = "notifications.messages"
TEMPLATES = "notifications.templates"
SETTLE = "notifications.settle"

read_my_preferences = api.get("/recipients/me", returns=schemas.PreferencesView, says="Read one's own choices")
set_my_preferences = api.put(
    "/recipients/me", takes=schemas.Preferences, returns=schemas.PreferencesView,
    says="Choose one's language, channels and addresses",
)  # fmt: skip
register_recipient = api.post(
    "/recipients", takes=schemas.NewRecipient, returns=schemas.RecipientView, may=RECIPIENTS,
    says="Register somebody to tell things to",
)  # fmt: skip
list_recipients = api.get(
    "/recipients", query=schemas.RecipientFilter, pages_of=schemas.RecipientView, may=RECIPIENTS, says="List recipients"
)
read_recipient = api.get(
    "/recipients/{recipient_id:uuid}", returns=schemas.RecipientView, may=RECIPIENTS, says="Read a recipient"
)
change_recipient = api.patch(
    "/recipients/{recipient_id:uuid}", takes=schemas.RecipientChange, returns=schemas.RecipientView, may=RECIPIENTS,
    guarded=True, says="Change a recipient",
)  # fmt: skip

list_case_recipients = api.get(
    "/cases/{case_id:uuid}/recipients", query=PageQuery, pages_of=schemas.CaseRecipientView, may=RECIPIENTS,
    says="List who is told about a case",
)  # fmt: skip
link_case_recipient = api.put(
    "/cases/{case_id:uuid}/recipients/{recipient_id:uuid}", takes=schemas.CaseLink, returns=schemas.CaseRecipientView,
    may=RECIPIENTS, says="Let somebody be told about a case",
)  # fmt: skip
unlink_case_recipient = api.delete(
    "/cases/{case_id:uuid}/recipients/{recipient_id:uuid}", may=RECIPIENTS, says="Tell somebody no more about a case"
)

list_templates = api.get(
    "/templates", query=schemas.TemplateFilter, pages_of=schemas.TemplateView, may=MESSAGES, says="List the texts"
)
read_template = api.get("/templates/{template_id:uuid}", returns=schemas.TemplateView, may=MESSAGES, says="Read a text")
add_template = api.post(
    "/templates", takes=schemas.NewTemplate, returns=schemas.TemplateView, may=TEMPLATES, says="Add a version of a text"
)

list_messages = api.get(
    "/messages", query=schemas.MessageFilter, pages_of=schemas.MessageRow, may=MESSAGES, says="List messages, newest first"
)  # fmt: skip
read_message = api.get("/messages/{message_id:uuid}", returns=schemas.MessageView, may=MESSAGES, says="Read a message")
cancel_message = api.post(
    "/messages/{message_id:uuid}/cancellation", takes=schemas.Cancellation, returns=schemas.MessageView, status=200,
    may=SETTLE, guarded=True, says="Keep a message that waits from being sent",
)  # fmt: skip
settle_message = api.post(
    "/messages/{message_id:uuid}/settlement", takes=schemas.Settlement, returns=schemas.MessageView, status=200,
    may=SETTLE, guarded=True, says="Say what became of a message whose outcome is unknown",
)  # fmt: skip

list_inbox = api.get(
    "/inbox", query=schemas.InboxFilter, pages_of=schemas.NoticeView, says="List one's own messages, newest first"
)
count_unread = api.get("/inbox/unread", returns=schemas.UnreadView, says="Count one's unread messages")
mark_inbox_read = api.post(
    "/inbox/{notice_id:uuid}/read", takes=Empty, returns=schemas.NoticeView, status=200, says="Mark a message as read"
)
