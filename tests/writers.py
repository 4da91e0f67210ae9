"""People who write their names, addresses and own words in other scripts than the letters'."""

from dataclasses import dataclass

from article21.writing.requests import Request
from people import ask


@dataclass(frozen=True)
class Writer:
    country: str
    name: str
    address: tuple[str, ...]
    place: str
    words: str

    def ask(self, **details: object) -> Request:
        own = {"address_line": self.address, "place": self.place, "because": self.words}
        return ask(self.country, **{"name": self.name, **own, "length": "medium", **details})


WRITERS = {
    "Arabic": Writer(
        "EG",
        "محمد عبد الرحمن السيد",
        ("شارع النيل 12", "11511 القاهرة"),
        "القاهرة",
        "أنا طبيبة أطفال.\nMy patients (about 300) read what I write.\nيقرأ مرضاي ما أكتبه على LinkedIn.",
    ),
    "Hebrew": Writer(
        "IL", "שרה כהן", ("רחוב הרצל 15", "6688312 תל אביב"), "תל אביב", "אני פסיכולוגית ילדים."
    ),
    "Thai": Writer(
        "TH",
        "สมชาย ใจดี",
        ("123 ถนนสุขุมวิท", "กรุงเทพฯ 10110"),
        "กรุงเทพฯ",
        "ผู้ปกครองอ่านสิ่งที่ฉันเขียนทุกสัปดาห์",
    ),
    "Georgian": Writer(
        "GE", "გიორგი ბერიძე", ("რუსთაველის გამზირი 12", "0108 თბილისი"), "თბილისი", "მე ვარ ექიმი."
    ),
    "Armenian": Writer("AM", "Արամ Խաչատրյան", ("Աբովյան փողոց 8", "0001 Երևան"), "Երևան", "Ես բժիշկ եմ։"),  # noqa: RUF001 - as Armenian has it
    "Devanagari": Writer(
        "IN",
        "प्रिया शर्मा",
        ("१२ गांधी मार्ग", "नई दिल्ली 110001"),
        "नई दिल्ली",
        "मैं चिकित्सक हूँ। मेरे मरीज़ मेरी लिखी हुई बातें पढ़ते हैं।",
    ),
    "Bengali": Writer("BD", "শেখ মুজিব", ("ঢাকা ১২০৫",), "ঢাকা", "আমি একজন চিকিৎসক"),
    "Hangul": Writer("KR", "김철수", ("서울특별시 종로구 세종대로 1",), "서울", "저는 소아과 의사입니다."),
    "Japanese": Writer("JP", "山田 花子", ("東京都千代田区丸の内1-1-1",), "東京", "私は小児科医です。"),
    "Simplified": Writer("CN", "张伟", ("北京市朝阳区建国路88号",), "北京", "我是儿科医生。"),
    "Traditional": Writer("TW", "陳怡君", ("台北市信義區信義路五段7號",), "台北", "我是兒科醫生。"),
}
