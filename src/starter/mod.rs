//! What a new site and a new article begin with: texts that stand inside the program, filled in.
//!
//! In: answers. Out: files with their paths, or the text of one article. Asks nobody, and never touches the disk.

mod article;
mod site;

pub use article::{Beginning, file_names};
pub use site::Answers;

/// A text with `{{name}}` replaced by what `value` says of the name. What is put in is not looked at again.
fn fill<'v>(template: &str, value: impl Fn(&str) -> Option<&'v str>) -> String {
    let mut parts = template.split("{{");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once("}}").unwrap_or_default();
        out.push_str(value(name).unwrap_or_default());
        out.push_str(rest);
    }
    out
}

/// A text as the value of a key that holds a text: what would be read as a sign of YAML at its start is put into quotes.
fn value(text: &str) -> String {
    if text.starts_with(['"', '\'', '|', '>']) { format!("'{}'", text.replace('\'', "''")) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{fill, value};

    #[test]
    fn what_is_put_in_is_not_looked_at_again() {
        let filled = fill("a {{x}} b {{y}}.", |name| Some(if name == "x" { "{{y}}" } else { "2" }));
        assert_eq!(filled, "a {{y}} b 2.");
    }

    #[test]
    fn signs_of_yaml_are_quoted() {
        assert_eq!(value("Cẩm Duệ: hàng rào # 1"), "Cẩm Duệ: hàng rào # 1");
        assert_eq!(value("\"Dân vận khéo\""), "'\"Dân vận khéo\"'");
        assert_eq!(value("'150' mô hình"), "'''150'' mô hình'");
        assert_eq!(value(">1"), "'>1'");
    }
}
