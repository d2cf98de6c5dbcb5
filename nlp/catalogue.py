"""What every error says, in both languages: what is wrong, where, and what to do."""

from __future__ import annotations

from typing import Literal

Lang = Literal["vi", "en"]

CATALOGUE: dict[str, dict[Lang, str]] = {
    # --- files that cannot be read at all
    "file_missing": {
        "en": "{file}: no such file or folder; check the path.",
        "vi": "{file}: không có tệp hoặc thư mục này; hãy kiểm tra lại đường dẫn.",
    },
    "stdin_closed": {
        "en": "standard input is closed; pipe something in or name a file.",
        "vi": "đầu vào chuẩn đã đóng; hãy đưa dữ liệu vào qua dấu | hoặc nêu tên tệp.",
    },
    "stdout_closed": {
        "en": "standard output is closed; open it, or use -o where the command has it.",
        "vi": "đầu ra chuẩn đã đóng; hãy mở lại, hoặc dùng -o nếu lệnh có tùy chọn này.",
    },
    "stdin_twice": {
        "en": "standard input (-) can be read only once; name it once.",
        "vi": "đầu vào chuẩn (-) chỉ đọc được một lần; hãy nêu một lần.",
    },
    "file_unreadable": {
        "en": "{file}: cannot be opened ({detail}); check its permissions.",
        "vi": "{file}: không mở được ({detail}); hãy kiểm tra quyền đọc tệp.",
    },
    "file_empty": {
        "en": "{file}: the file is empty (0 bytes); save or export it again.",
        "vi": "{file}: tệp rỗng (0 byte); hãy lưu hoặc xuất lại tệp.",
    },
    "file_no_opinions": {
        "en": "{file}: holds no opinion; check that it is the right file.",
        "vi": "{file}: không có ý kiến nào; hãy kiểm tra xem có đúng tệp không.",
    },
    "file_damaged": {
        "en": "{file}: damaged or cut off ({detail}); open it in Office and save it again.",
        "vi": "{file}: tệp hỏng hoặc bị cắt cụt ({detail}); hãy mở bằng Office và lưu lại.",
    },
    "parquet_damaged": {
        "en": "{file}: this Parquet file is damaged or cut off from row {row} on ({detail}); write "
        "it again from where it comes.",
        "vi": "{file}: tệp Parquet hỏng hoặc bị cắt cụt từ dòng {row} trở đi; hãy xuất lại tệp từ "
        "nơi đã tạo ra nó.",
    },
    "file_too_large": {
        "en": "{file}: unpacks to more than {limit_mb} MB and is refused; split the file.",
        "vi": "{file}: giải nén ra quá {limit_mb} MB nên bị từ chối; hãy chia nhỏ tệp.",
    },
    "file_kind": {
        "en": "{file}: {detail} files are not read; save it as docx, xlsx, csv or txt.",
        "vi": "{file}: không đọc được tệp {detail}; hãy lưu thành docx, xlsx, csv hoặc txt.",
    },
    "file_picture": {
        "en": "{file}: a picture ({detail}), not text; recognise its text (OCR) first and save "
        "that as docx or txt.",
        "vi": "{file}: là ảnh ({detail}), không phải văn bản; hãy nhận dạng chữ (OCR) trước rồi "
        "lưu thành docx hoặc txt.",
    },
    "file_packed": {
        "en": "{file}: a {detail} archive, of which only zip is read; unpack it first.",
        "vi": "{file}: tệp nén {detail}, chỉ đọc được zip; hãy giải nén trước.",
    },
    "file_binary": {
        "en": "{file}: holds no text (a program, sound, film or damaged file); name a document or "
        "a table.",
        "vi": "{file}: không chứa văn bản (chương trình, âm thanh, phim hoặc tệp hỏng); hãy chọn "
        "tệp văn bản hoặc bảng.",
    },
    "file_doc": {
        "en": "{file}: a Word 97-2003 file (doc); open it in Word and save it as docx.",
        "vi": "{file}: tệp Word 97-2003 (doc); hãy mở bằng Word và lưu thành docx.",
    },
    "file_encrypted": {
        "en": "{file}: protected with a password; save it without one.",
        "vi": "{file}: tệp có đặt mật khẩu; hãy bỏ mật khẩu rồi lưu lại.",
    },
    "file_cells": {
        "en": "{file}: its sheets reach over more than {limit} cells, filled or not; delete what "
        "stands far below or right of the list, or split the file.",
        "vi": "{file}: các trang tính trải quá {limit} ô, kể cả ô trống; hãy xóa những gì nằm xa "
        "bên dưới hoặc bên phải danh sách, hoặc chia nhỏ tệp.",
    },
    "file_rows": {
        "en": "{file}: more than {limit} rows in the tables of a page; save it as xlsx.",
        "vi": "{file}: các bảng của trang có quá {limit} dòng; hãy lưu thành xlsx.",
    },
    "file_records": {
        "en": "{file}: more than {limit} records in one JSON array; save it as JSON Lines.",
        "vi": "{file}: có quá {limit} bản ghi trong một mảng JSON; hãy lưu dạng JSON Lines.",
    },
    "file_columns": {
        "en": "{file}: has more than {limit} columns and is no list of opinions.",
        "vi": "{file}: có quá {limit} cột, không phải danh sách ý kiến.",
    },
    "file_dtd": {
        "en": "{file}: declares a document type (DTD), which Office never does, and is refused; "
        "open it in Office and save it again.",
        "vi": "{file}: có khai báo kiểu tài liệu (DTD) mà Office không bao giờ ghi nên bị từ chối; "
        "hãy mở bằng Office và lưu lại.",
    },
    "pdf_scanned": {
        "en": "{file}: a scanned PDF, pictures without text; recognise its text (OCR) first or "
        "use the document that it was printed from.",
        "vi": "{file}: PDF quét từ giấy, chỉ có ảnh mà không có chữ; hãy nhận dạng chữ (OCR) "
        "trước, hoặc dùng tệp văn bản gốc.",
    },
    "pdf_pages": {
        "en": "{file}: too long, read no further than page {limit}; split the file.",
        "vi": "{file}: quá dài, chỉ đọc được đến trang {limit}; hãy chia nhỏ tệp.",
    },
    "archive_empty": {
        "en": "{file}: the archive holds no document that can be read.",
        "vi": "{file}: tệp nén không có tài liệu nào đọc được.",
    },
    "archive_nothing": {
        "en": "{file}: none of its documents can be read ({detail}).",
        "vi": "{file}: không đọc được tài liệu nào trong tệp nén ({detail}).",
    },
    "archive_deep": {
        "en": "{file}: an archive within {limit} others is not opened; unpack it first.",
        "vi": "{file}: tệp nén nằm trong {limit} lớp tệp nén khác, không mở; hãy giải nén trước.",
    },
    "file_encoding": {
        "en": "{file}: its encoding cannot be told ({detail}); save it as UTF-8 or name it "
        "with --encoding.",
        "vi": "{file}: không xác định được bảng mã ({detail}); hãy lưu lại dạng UTF-8 hoặc chỉ "
        "rõ bằng --encoding.",
    },
    "encoding_unknown": {
        "en": "{file}: there is no encoding {encoding!r}{close} (--encoding takes utf-8, utf-16, "
        "windows-1258, tcvn3, vni and the like).",
        "vi": "{file}: không có bảng mã {encoding!r}{close} (--encoding nhận utf-8, utf-16, "
        "windows-1258, tcvn3, vni, v.v.).",
    },
    "folder_empty": {
        "en": "{file}: the folder holds no file that can be read (docx, xlsx, xls, ods, csv, "
        "tsv, json, jsonl, parquet, txt, md, pdf, zip).",
        "vi": "{file}: thư mục không có tệp nào đọc được (docx, xlsx, xls, ods, csv, tsv, "
        "json, jsonl, parquet, txt, md, pdf, zip).",
    },
    "no_text_column": {
        "en": "{file}: cannot tell which column holds the opinions (columns: {columns}); name it "
        "with --text-column.",
        "vi": "{file}: không biết cột nào chứa nội dung ý kiến (các cột: {columns}); hãy chỉ rõ "
        "bằng --text-column.",
    },
    "column_missing": {
        "en": "{file}: there is no column {column!r}{close} (columns: {columns}).",
        "vi": "{file}: không có cột {column!r}{close} (các cột: {columns}).",
    },
    # --- single rows that cannot be read
    "row_no_text": {
        "en": "the opinion has no words (empty, or signs and pictures only)",
        "vi": "nội dung ý kiến không có chữ nào (để trống hoặc chỉ có dấu, biểu tượng)",
    },
    "row_too_long": {
        "en": "{length} characters, more than the {limit} that one opinion may have",
        "vi": "dài {length} ký tự, quá giới hạn {limit} ký tự của một ý kiến",
    },
    "row_nul": {
        "en": "holds NUL bytes, so the text is damaged",
        "vi": "có byte NUL, văn bản bị hỏng",
    },
    "row_encoding": {
        "en": "bytes that are not {encoding}: {detail}",
        "vi": "có byte không đúng bảng mã {encoding}: {detail}",
    },
    "page_scanned": {
        "en": "a page that is only a picture, without text",
        "vi": "trang chỉ có ảnh, không có chữ",
    },
    "part_foreign": {
        "en": "another file within the document (altChunk), which Word alone shows; open the "
        "document in Word and save it again",
        "vi": "phần chèn từ tệp khác (altChunk), chỉ Word mới hiện được; hãy mở tệp bằng Word rồi "
        "lưu lại",
    },
    "row_json": {
        "en": "not a JSON object: {detail}",
        "vi": "không phải đối tượng JSON: {detail}",
    },
    "row_csv": {
        "en": "not a CSV record: {detail}",
        "vi": "không đúng định dạng CSV: {detail}",
    },
    # --- tagged tables
    "file_is_result": {
        "en": "{file}: not read, since it is a result of `ykien tag`, whose opinions would count "
        "twice; write results into another folder, or name the file itself to tag it anew.",
        "vi": "{file}: không đọc, vì là kết quả của `ykien tag`, ý kiến trong đó sẽ bị tính hai "
        "lần; hãy ghi kết quả sang thư mục khác, hoặc nêu đích danh tệp để gắn chủ đề lại.",
    },
    "not_tagged": {
        "en": "{file}: not a table that `ykien tag` wrote, or its headings were changed (needed: "
        "an opinion and a topic column; found: {columns}); run `ykien tag` on it first.",
        "vi": "{file}: không phải bảng do `ykien tag` ghi ra, hoặc tiêu đề cột đã bị sửa (cần có "
        "cột nội dung và cột chủ đề; chỉ thấy: {columns}); hãy chạy `ykien tag` với tệp này trước.",
    },
    "row_no_topic": {
        "en": "the topic is empty",
        "vi": "chủ đề để trống",
    },
    "row_topic": {
        "en": "{label!r} is no topic or subtopic of the taxonomy",
        "vi": "{label!r} không phải là chủ đề hay tiểu mục nào trong bảng phân loại",
    },
    "row_id_twice": {
        "en": "an opinion with the id {id} was read before ({where}); it is counted once",
        "vi": "ý kiến mã {id} đã được đọc trước đó ({where}); chỉ tính một lần",
    },
    # --- outputs
    "output_exists": {
        "en": "{file}: exists already; name another file or add --force to replace it.",
        "vi": "{file}: đã có sẵn; hãy đặt tên khác hoặc thêm --force để ghi đè.",
    },
    "output_unwritable": {
        "en": "{file}: cannot be written ({detail}); choose another place.",
        "vi": "{file}: không ghi được ({detail}); hãy chọn nơi khác.",
    },
    "output_twice": {
        "en": "{file}: is named twice among outputs and rejects; give each its own name.",
        "vi": "{file}: bị nêu hai lần trong các tệp kết quả và tệp ghi dòng không đọc được; hãy "
        "đặt tên riêng cho từng tệp.",
    },
    "output_is_input": {
        "en": "{file}: is both input and output; name another output.",
        "vi": "{file}: vừa là tệp đầu vào vừa là tệp kết quả; hãy đặt tên khác cho kết quả.",
    },
    "output_kind": {
        "en": "{file}: unknown kind of output; the name must end in .csv, .xlsx, .jsonl or "
        ".parquet.",
        "vi": "{file}: không rõ loại tệp kết quả; tên tệp phải có đuôi .csv, .xlsx, .jsonl hoặc "
        ".parquet.",
    },
    "report_kind": {
        "en": "{file}: unknown kind of report; the name must end in .html, .xlsx or .json.",
        "vi": "{file}: không rõ loại báo cáo; tên tệp phải có đuôi .html, .xlsx hoặc .json.",
    },
    # --- taxonomy, corpus and model
    "taxonomy_bad": {
        "en": "{file}: not a valid taxonomy: {detail}.",
        "vi": "{file}: bảng phân loại không hợp lệ: {detail}.",
    },
    "lexicon_bad": {
        "en": "{file}: not a usable lexicon: {detail}.",
        "vi": "{file}: từ điển không hợp lệ: {detail}.",
    },
    "label_unknown": {
        "en": "{label!r} is no topic or subtopic of the taxonomy.",
        "vi": "{label!r} không phải là chủ đề hay tiểu mục nào trong bảng phân loại.",
    },
    "corpus_bad": {
        "en": "{file}, line {line}: {detail}.",
        "vi": "{file}, dòng {line}: {detail}.",
    },
    "corpus_small": {
        "en": "{file}: {detail}; label more opinions.",
        "vi": "{file}: {detail}; cần gán nhãn thêm ý kiến.",
    },
    "corpus_none": {
        "en": "{file}: {detail}; name .jsonl files of labelled opinions, or folders of them.",
        "vi": "{file}: {detail}; hãy nêu tệp .jsonl chứa ý kiến đã gán nhãn, hoặc thư mục các tệp "
        "ấy.",
    },
    "corpus_disjoint": {
        "en": "{first} and {second} have no opinion of the same words; compare files in which two "
        "readers labelled the same opinions.",
        "vi": "{first} và {second} không có ý kiến nào cùng lời; hãy so hai tệp mà hai người cùng "
        "gán nhãn cho các ý kiến như nhau.",
    },
    "model_bad": {
        "en": "{file}: not a usable ykien model ({detail}); copy it again or train a new one.",
        "vi": "{file}: không phải mô hình ykien dùng được ({detail}); hãy chép lại hoặc huấn "
        "luyện mô hình mới.",
    },
    "library_unusable": {
        "en": "the library {name} can't be loaded ({detail}); install ykien again.",
        "vi": "không nạp được thư viện {name} ({detail}); hãy cài lại ykien.",
    },
    # --- hot spots
    "hotspots_column": {
        "en": "the table of opinions has no column {column!r} (columns: {columns}).",
        "vi": "bảng ý kiến không có cột {column!r} (các cột: {columns}).",
    },
    "hotspots_date": {
        "en": "column {column!r}, row {row}: {value!r} is no date between 1990 and 2100; leave it "
        "empty where the date is unknown.",
        "vi": "cột {column!r}, dòng {row}: {value!r} không phải là ngày từ 1990 đến 2100; hãy để "
        "trống nếu không biết ngày.",
    },
    "hotspots_topics": {
        "en": "column {column!r}, row {row}: {value!r} is no topic; a list of topics or text "
        "joined by ';' is expected.",
        "vi": "cột {column!r}, dòng {row}: {value!r} không phải là chủ đề; cần một danh sách "
        "chủ đề, hoặc các chủ đề cách nhau bằng ';'.",
    },
    "hotspots_weight": {
        "en": "column {column!r}, row {row}: {value!r} is no probability from 0 to 1.",
        "vi": "cột {column!r}, dòng {row}: {value!r} không phải là xác suất từ 0 đến 1.",
    },
    "hotspots_setting": {
        "en": "{setting} cannot be {value!r}; {allowed}.",
        "vi": "{setting} không thể là {value!r}; {allowed}.",
    },
}
