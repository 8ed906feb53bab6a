//! Tables for spreadsheets (RFC 4180).
//!
//! In: cells. Out: rows. A table begins with `MARK`, which tells spreadsheets that it is UTF-8.

/// What a table begins with.
pub const MARK: &str = "\u{feff}";

/// Adds a row.
pub fn row(cells: &[&str], out: &mut String) {
    for (at, text) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        cell(text, out);
    }
    out.push_str("\r\n");
}

/// A cell. What a spreadsheet would take for a formula is marked as text (OWASP, "CSV Injection").
fn cell(text: &str, out: &mut String) {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let is_quoted = text.contains(['"', ',', '\r', '\n']);
    if is_quoted {
        out.push('"');
    }
    if is_formula {
        out.push('\'');
    }
    if is_quoted {
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(text);
    }
}
