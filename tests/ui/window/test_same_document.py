"""What the pages keep beside the facts never gets into the document."""

from pingkou_gui.document.compose import compose
from pingkou_gui.form.form import FORM
from pingkou_gui.report.facts import Facts


def test_the_document_is_the_same_after_all_pages_were_looked_at(sample, qtbot):
    for page in FORM.pages:
        sample.shell.show_page(page.key)
        sample.report.watch.look()
    facts = sample.report.context.facts
    assert compose(facts, draft=True) == compose(Facts(facts.report, facts.scheme), draft=True)
