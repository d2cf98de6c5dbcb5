"""What citizens may write that a spreadsheet or a browser would run."""

from __future__ import annotations

HOSTILE = [
    '=HYPERLINK("http://x","bấm vào đây") đường hỏng',
    "+84 912 345 678 gọi mãi không ai nghe máy",
    "-rác đổ đầy ngõ, đề nghị thu gom",
    "@SUM(A1:A9) mất điện cả ngày",
    "<script>alert(1)</script> nước máy đục",
    "'nháy đơn' ở đầu câu thì để nguyên, đường ngập",
]
