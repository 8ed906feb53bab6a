//! D230 to D239: blocks of figures, charts and abbreviations; D290, D291: quotation marks.

use super::{error, warning};
use crate::diagnostic::{Diagnostic, Place};

/// D230: a cell of a chart that is no number.
pub fn chart_cell(at: Place, text: &str) -> Diagnostic {
    let text: String = text.chars().take(40).collect();
    error(
        "D230",
        at,
        format!("“{text}” không phải là một số: không vẽ được"),
        format!("“{text}” is not one number: it cannot be drawn"),
    )
    .cure(
        "mỗi ô sau cột đầu chỉ ghi một số, ví dụ 1.250 hoặc 13,5; đơn vị ghi ở tên biểu đồ",
        "each cell after the first column holds one number, such as 1.250 or 13,5; the unit goes into the title",
    )
}

/// D231: a chart of more rows or columns than can be read.
pub fn chart_too_large(at: Place, rows: usize, columns: usize) -> Diagnostic {
    error(
        "D231",
        at,
        format!("biểu đồ quá {rows} dòng hoặc {columns} cột số"),
        format!("the chart has more than {rows} rows or {columns} columns of numbers"),
    )
    .cure("chia thành nhiều biểu đồ, hoặc dùng bảng", "divide it, or use a table")
}

/// D232: a row of a chart that has not as many cells as the first row, or fewer than two.
pub fn chart_row(at: Place, found: usize, expected: usize) -> Diagnostic {
    error(
        "D232",
        at,
        format!("dòng này có {found} ô, cần {expected} ô"),
        format!("this row has {found} cells and needs {expected}"),
    )
    .cure("các ô ngăn bằng dấu |, dòng nào cũng đủ ô", "cells are divided by |, and each row has them all")
}

/// D233: a block without content.
pub fn empty_block(at: Place, name: &str) -> Diagnostic {
    let example = if name == "chart" { "2021 | 155" } else { "Hộ tham gia: 1.250 hộ" };
    error("D233", at, format!("khối “{name}” không có số liệu"), format!("the block “{name}” holds no figures"))
        .cure(format!("thêm dòng, ví dụ: {example}"), format!("add a line such as: {example}"))
}

/// D234: a line of a block of figures without a label, or with one (`has_label`) but without a number.
pub fn figure_line(at: Place, line: &str, has_label: bool) -> Diagnostic {
    let line: String = line.chars().take(40).collect();
    if has_label {
        return error(
            "D234",
            at,
            format!("“{line}” không có con số để in lớn"),
            format!("“{line}” has no number to print large"),
        )
        .cure(
            "viết: Hộ tham gia: 1.250 hộ; giờ và ngày thì viết vào đoạn văn",
            "write: Hộ tham gia: 1.250 hộ; hours and dates go into the text",
        );
    }
    error(
        "D234",
        at,
        format!("“{line}” thiếu tên số liệu và dấu hai chấm ở đầu dòng"),
        format!("“{line}” lacks a label and a colon at its start"),
    )
    .cure("viết: Hộ tham gia: 1.250 hộ", "write: Hộ tham gia: 1.250 hộ")
}

/// D235: a text that cannot be an abbreviation.
pub fn bad_abbreviation(at: Place, word: &str) -> Diagnostic {
    let word: String = word.chars().take(40).collect();
    error(
        "D235",
        at,
        format!("“{word}” không dùng làm chữ viết tắt được"),
        format!("“{word}” cannot be an abbreviation"),
    )
    .cure(
        "chỉ gồm chữ và số, nối bằng - / & hoặc dấu chấm, không dấu cách, ví dụ: NTM, VH-XH",
        "letters and digits, joined by - / & or a full stop, without spaces, as in NTM, VH-XH",
    )
}

/// D236: an abbreviation without its meaning.
pub fn empty_meaning(at: Place, word: &str) -> Diagnostic {
    error("D236", at, format!("“{word}” chưa có nghĩa"), format!("“{word}” has no meaning"))
        .cure(format!("viết: {word}: nghĩa đầy đủ"), format!("write: {word}: what it stands for"))
}

/// D237: a word in `[!…]` at the start of a quotation that is no kind of box.
pub fn unknown_box(at: Place, mark: &str) -> Diagnostic {
    warning(
        "D237",
        at,
        format!("“{mark}” không phải là loại hộp nào: in thành trích dẫn"),
        format!("“{mark}” is no kind of box: printed as a quotation"),
    )
    .cure(
        "dùng [!GHI CHÚ], [!MẸO], [!QUAN TRỌNG], [!LƯU Ý], [!CẢNH BÁO] hoặc [!THÔNG TIN]",
        "use [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION]",
    )
}

/// D290: quotation marks of two kinds around one quotation. They were mended; so many pairs in the file.
pub fn mixed_quotes(at: Place, count: usize) -> Diagnostic {
    let (vi, en) = match count {
        1 => (String::new(), String::new()),
        _ => (format!(" ({count} chỗ trong tệp)"), format!(" ({count} in this file)")),
    };
    warning(
        "D290",
        at,
        format!("dấu ngoặc kép mở và đóng không cùng kiểu{vi}: được in thành “ ”"),
        format!("a quotation with two kinds of marks{en}: printed as “ ”"),
    )
    .cure("viết “ ” ở cả hai đầu, hoặc \" ở cả hai đầu", "write “ ” at both ends, or \" at both")
}

/// D291: a quotation mark without its partner in the same paragraph; so many in the file.
pub fn lone_quotes(at: Place, count: usize) -> Diagnostic {
    let (vi, en) = match count {
        1 => (String::new(), String::new()),
        _ => (format!(" ({count} chỗ trong tệp)"), format!(" ({count} in this file)")),
    };
    warning(
        "D291",
        at,
        format!("dấu ngoặc kép không đủ đôi trong đoạn này{vi}"),
        format!("a quotation mark without its partner in this paragraph{en}"),
    )
    .cure("thêm dấu còn thiếu, hoặc bỏ dấu thừa", "add the missing mark, or remove this one")
}
