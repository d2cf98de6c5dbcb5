"""What the rules mend in the labels of the model, whatever it says."""

from __future__ import annotations

from nlp.reading.chairing import invites_to_speak

HEAD = ["BIÊN BẢN", "Hội nghị đối thoại với nhân dân xã Tam Đa", "Ý kiến của nhân dân:"]


def test_people_are_asked_to_speak_by_others_than_themselves() -> None:
    assert invites_to_speak("Chủ trì mời các hộ dân cho ý kiến")
    assert not invites_to_speak("Tôi mời bà con phát biểu mà chẳng ai nói")
    assert not invites_to_speak("Đề nghị phường trả lời bà con")
