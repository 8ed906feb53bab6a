//! Writing JSON objects key by key: a tree of values that is built and dropped for every page costs more than the page.
//!
//! In: keys and texts. Out: JSON that may stand within `<script>`.

/// A JSON object that is being written.
pub(super) struct Object(String);

impl Object {
    /// An object of this schema.org type.
    pub(super) fn new(kind: &str) -> Self {
        Self(String::with_capacity(256)).start("@type", kind)
    }

    /// A reference to another object.
    pub(super) fn reference(id: &str) -> Self {
        Self(String::with_capacity(64)).start("@id", id)
    }

    fn start(mut self, key: &str, text: &str) -> Self {
        self.0.push('{');
        self.key_and_text(key, text);
        self
    }

    /// A text.
    pub(super) fn text(mut self, key: &str, text: &str) -> Self {
        self.0.push(',');
        self.key_and_text(key, text);
        self
    }

    /// A text, where there is one.
    pub(super) fn optional(self, key: &str, text: Option<&str>) -> Self {
        match text {
            Some(text) if !text.is_empty() => self.text(key, text),
            _ => self,
        }
    }

    /// A value that is JSON already.
    pub(super) fn value(mut self, key: &str, json: &str) -> Self {
        self.0.push(',');
        string(key, &mut self.0);
        self.0.push(':');
        self.0.push_str(json);
        self
    }

    /// A list, where it is not empty.
    pub(super) fn list(self, key: &str, items: &[String]) -> Self {
        if items.is_empty() { self } else { self.value(key, &list(items)) }
    }

    /// The whole object.
    pub(super) fn done(mut self) -> String {
        self.0.push('}');
        self.0
    }

    fn key_and_text(&mut self, key: &str, text: &str) {
        string(key, &mut self.0);
        self.0.push(':');
        string(text, &mut self.0);
    }
}

/// A list of what is JSON already.
pub(super) fn list(items: &[String]) -> String {
    let mut out = String::with_capacity(items.iter().map(|item| item.len() + 1).sum::<usize>() + 1);
    push_list(items, &mut out);
    out
}

/// Writes a list of what is JSON already.
pub(super) fn push_list(items: &[impl AsRef<str>], out: &mut String) {
    out.push('[');
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push_str(item.as_ref());
    }
    out.push(']');
}

/// A text as JSON.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    string(text, &mut out);
    out
}

/// A text in quotation marks (RFC 8259, 7). `<` is escaped too: `</script>` inside a text must not end the element (HTML,
/// 4.12.1.3).
fn string(text: &str, out: &mut String) {
    let is_escaped = |byte: u8| byte < 0x20 || matches!(byte, b'"' | b'\\' | b'<');
    out.push('"');
    // Without a way out in the middle, the compiler looks at many bytes at once.
    if !text.bytes().fold(false, |found, byte| found | is_escaped(byte)) {
        out.push_str(text);
        out.push('"');
        return;
    }
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !is_escaped(byte) {
            continue;
        }
        // Only ASCII is escaped, so these are boundaries of signs.
        out.push_str(&text[written..at]);
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            _ => out.push_str(&format!("\\u{byte:04x}")),
        }
        written = at + 1;
    }
    out.push_str(&text[written..]);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::{Object, quoted};
    use proptest::prelude::*;

    #[test]
    fn objects() {
        let object = Object::new("Thing").text("name", "a").optional("url", None).list("x", &[]).value("n", "1").done();
        assert_eq!(object, r#"{"@type":"Thing","name":"a","n":1}"#);
    }

    proptest! {
        #[test]
        fn texts_are_read_as_they_were(text in "(\\PC|[\\x00-\\x1f]|<|\"|\\\\){0,40}") {
            let json = quoted(&text);
            prop_assert!(!json.contains('<'));
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
