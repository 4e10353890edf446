"""其中A、B、C while a paragraph is read: where a list begins, what belongs to it, where it ends."""

from __future__ import annotations

from pingkou_gui.domain.reading.drafts import Draft, ListDraft
from pingkou_gui.domain.reading.gaps import clause_start, gives_reason
from pingkou_gui.domain.reading.statements import OUTTURN
from pingkou_gui.domain.reading.tokens import Kind, Token
from pingkou_gui.domain.reading.vocabulary import vocabulary
from pingkou_gui.domain.reading.walk_state import PEOPLE, WalkState


class ListWalk(WalkState):
    """Reads lists and brackets."""

    def take_list(self, token: Token) -> None:
        """其中: what was stated last is the parent of what follows."""
        before = self.before
        bracketed = bool(before and before.kind is Kind.OPEN and before.end == token.start)
        parent = (
            self.open if self.open is not None and self.open.sentence == self.sentence else None
        )
        parent = parent if parent is not None and parent.amount is not None else None
        parent = (
            None if gives_reason(self.text[max(0, token.start - 8) : token.end + 2]) else parent
        )
        fresh = ListDraft(parent, token.text, len(self.lists), bracketed=bracketed)
        if token.text != "组成":
            self.stack.append(fresh)
            self.lists.append(fresh)
        if self.name is not None and not self.text.startswith("：", token.end):
            self.name = None
        self.comparison = self.expecting = self.measure = None

    def enter_list(self, draft: Draft) -> None:
        """A value becomes an item of the list that is open."""
        if not self.stack or draft is self.stack[-1].parent:
            return
        if draft.measure != OUTTURN or draft.aside:
            return
        here = self.stack[-1]
        here.items.append(draft)
        at = draft.span.start
        text = self.text
        start = clause_start(text, self.place(at), self.sentence)
        if len(here.items) > 1 and start > 0:
            here.marks.add(text[start - 1])
        draft.group = here.number

    def place(self, original: int) -> int:
        """Return where an original position stands in the evened text."""
        low, high = 0, len(self.normal.origin)
        while low < high:
            middle = (low + high) // 2
            low, high = (
                (middle + 1, high) if self.normal.origin[middle] < original else (low, middle)
            )
        return low

    def take_break(self, token: Token) -> None:
        """A ； ends inner lists."""
        del self.stack[1:]
        if self.stack and self.list_ends(self.stack[0], token.end):
            self.stack.clear()
        self.name = self.measure = self.expecting = self.comparison = None

    def list_ends(self, group: ListDraft, at: int) -> bool:
        """Whether a ； ends a list: none read yet, people, or another quantity begins."""
        if not group.items or group.items[0].amount is None:
            return True
        if group.items[0].amount.unit in PEOPLE:
            return True
        uniform = len(group.items) > 1 and group.marks <= {"、", "，"}
        return uniform and any(self.text.startswith(name, at) for name in vocabulary().quantities)

    def take_open(self, _: Token) -> None:
        """A bracket opens: remember what the sentence spoke of."""
        self.outside.append(self.open)

    def take_close(self, _: Token) -> None:
        """After a bracket the sentence goes on with what it spoke of before."""
        if self.stack and self.stack[-1].bracketed:
            self.stack.pop()
        if self.outside:
            before = self.outside.pop()
            if before is not self.open and before is not None:
                self.open, self.comparison, self.expecting = before, None, None
