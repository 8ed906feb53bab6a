//! SVG that is as it should be.

use super::*;

fn cleaned(svg: &str) -> String {
    let (info, versions) = page(svg.as_bytes());
    assert_eq!((info.kind, info.tone, info.is_animated), (Kind::Svg, tone::NEUTRAL, false));
    let [version] = versions.as_slice() else { panic!("one version") };
    assert_eq!((version.format, version.label.as_str()), (Format::Svg, ""));
    String::from_utf8(version.bytes.clone()).unwrap()
}

#[test]
fn a_drawing_stays_what_it_is() {
    let svg = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"a\">\n\
        <!-- made by hand --><svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
        xmlns:i=\"http://www.inkscape.org/namespaces/inkscape\" width=\"40\" height=\"30\" i:version=\"1\">\
        <title>Cầu &amp; đường</title><defs><linearGradient id=\"a\"><stop offset=\"0\" stop-color=\"#fff\"/></linearGradient>\
        </defs><i:guide/><style>.b &gt; path { fill: url(#a) }</style><switch><g class=\"b\"><path d=\"M0 0\"/></g></switch>\
        <use xlink:href=\"#a\" x=\"1\"/><text xml:space=\"preserve\">Hà <tspan>Tĩnh</tspan></text></svg>\n";
    assert_eq!(
        cleaned(svg),
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"40\" height=\"30\">\
         <title>Cầu &amp; đường</title><defs><linearGradient id=\"a\"><stop offset=\"0\" stop-color=\"#fff\"/></linearGradient>\
         </defs><style>.b &gt; path { fill: url(#a) }</style><g class=\"b\"><path d=\"M0 0\"/></g>\
         <use xlink:href=\"#a\" x=\"1\"/><text xml:space=\"preserve\">Hà <tspan>Tĩnh</tspan></text></svg>"
    );
    let (info, versions) = make(svg.as_bytes(), &ALL).unwrap();
    assert_eq!((info.width, info.height), (40, 30));
    assert_eq!(versions.iter().map(Vec::len).collect::<Vec<_>>(), [1, 0, 0]);
}

#[test]
fn prefixes_and_marks_of_order() {
    let svg =
        "\u{FEFF}<s:svg xmlns:s='http://www.w3.org/2000/svg' viewBox='0 0 9 3'><s:rect width='3'/><rect/></s:svg>";
    // `s:svg` is not told by the first bytes; the cleaner itself knows prefixes.
    let text = svg::clean(svg.as_bytes()).ok().map(|cleaned| (cleaned.text, cleaned.width, cleaned.height)).unwrap();
    assert!(text.0.ends_with(" viewBox=\"0 0 9 3\"><rect width=\"3\"/><rect/></svg>"), "{}", text.0);
    assert_eq!((text.1, text.2), (9, 3));
}

#[test]
fn cleaning_twice_changes_nothing() {
    let once = cleaned(
        "<svg viewBox='0 0 4 4'><g id='&lt;&quot;&#10;'><text>a<![CDATA[<b>]]></text></g><style><![CDATA[a>b{}]]></style></svg>",
    );
    assert!(once.contains("a&lt;b&gt;") && once.contains("a&gt;b{}"), "{once}");
    assert_eq!(cleaned(&once), once);
}
