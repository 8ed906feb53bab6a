//! SVG that wants something else than to be seen.

use super::*;
use quick_xml::Reader;
use quick_xml::events::Event;

fn flaw(svg: &str) -> Option<Flaw> {
    svg::clean(svg.as_bytes()).err()
}

/// What is left, which must be well-formed and quiet.
#[track_caller]
fn cleaned(svg: &str) -> String {
    let Ok(svg::Cleaned { text, .. }) = svg::clean(svg.as_bytes()) else { panic!("{svg}") };
    let mut reader = Reader::from_str(&text);
    let mut depth = 0;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                depth += 1;
                start.attributes().for_each(|attribute| drop(attribute.unwrap().unescape_value().unwrap()));
            }
            Event::Empty(start) => {
                start.attributes().for_each(|attribute| drop(attribute.unwrap().unescape_value().unwrap()));
            }
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            Event::Text(_) => {}
            Event::GeneralRef(name) => {
                assert!(quick_xml::escape::resolve_predefined_entity(&name.decode().unwrap()).is_some());
            }
            other => panic!("{other:?} in {text}"),
        }
    }
    assert_eq!(depth, 0);
    text
}

#[test]
fn nothing_runs_and_nothing_reaches_outside() {
    let inside = [
        "<script>alert(1)</script>",
        "<script href='#evil'/>",
        "<SCRIPT>alert(1)</SCRIPT>",
        "<x:script xmlns:x='http://www.w3.org/2000/svg'>alert(1)</x:script>",
        "<h:script xmlns:h='http://www.w3.org/1999/xhtml'>alert(1)</h:script>",
        "<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>",
        "<foreignObject><iframe src='evil'/></foreignObject>",
        "<iframe src='evil'/>",
        "<rect onload='alert(1)'/>",
        "<rect ONCLICK='alert(1)'/>",
        "<rect x:onclick='alert(1)' xmlns:x='http://www.w3.org/2000/svg'/>",
        "<a href='javascript:alert(1)'><rect/></a>",
        "<a xmlns:l='http://www.w3.org/1999/xlink' l:href='javascript:alert(1)'><rect/></a>",
        "<use href='evil.svg#a'/>",
        "<use href='data:image/svg+xml;base64,evil'/>",
        "<use href='data:image/png;base64,evil'/>",
        "<image href='http://evil/'/>",
        "<image href='//evil/'/>",
        "<image href='data:image/svg+xml,%3Csvg onload=alert(1)%3E'/>",
        "<image xmlns:l='http://www.w3.org/1999/xlink' l:href='evil.png'/>",
        "<feImage href='evil'/>",
        "<animate attributeName='href' to='javascript:alert(1)'/>",
        "<set attributeName='onload' to='alert(1)'/>",
        "<animateTransform onbegin='alert(1)'/>",
        "<animateMotion><mpath href='evil'/></animateMotion>",
        "<rect style='fill: url(http://evil/)'/>",
        "<rect style='fill: u\\72l(evil)'/>",
        "<rect style='width: expression(alert(1))'/>",
        "<rect style=\"fill: url( 'evil' )\"/>",
        "<rect fill='url(evil.svg#a)'/>",
        "<rect fill='&#117;rl(evil)'/>",
        "<rect filter='url(#a) url(evil)'/>",
        "<style>@import 'evil';</style>",
        "<style>@import url(evil);</style>",
        "<style>@&#105;mport 'evil';</style>",
        "<style><![CDATA[@import 'evil';]]></style>",
        "<style>@im<!-- -->port 'evil';</style>",
        "<style>@im<x/>port 'evil';</style>",
        "<style>a { background: url(//evil) }</style>",
        "<style>a { background: image-set('evil' 1x) }</style>",
        "<style>a { b: javascript:alert(1) }</style>",
        "<style>a { b: \\75rl(evil) }</style>",
        "<style><script>alert(1)</script></style>",
        "<title><script>alert(1)</script></title>",
        "<g><![CDATA[<script>alert(1)</script>]]></g>".trim_start_matches("<g>").trim_end_matches("</g>"),
        "<handler type='text/javascript'>alert(1)</handler>",
        "<listener handler='evil'/>",
        "<cursor href='evil'/>",
        "<link rel='stylesheet' href='evil'/>",
        "<video src='evil'/>",
        "<object data='evil'/>",
        "<?xml-stylesheet href='evil.css'?>",
        "<rect xml:base='http://evil/'/>",
        "<rect attributeName='evil' from='evil'/>",
        "<metadata>evil</metadata>",
    ];
    assert!(inside.len() > 25);
    for inside in inside {
        let text = cleaned(&format!("<svg xmlns='http://www.w3.org/2000/svg'>{inside}<path d='M0 0'/></svg>"));
        let quiet = text.replace("&lt;script&gt;alert(1)&lt;/script&gt;", "");
        for word in ["evil", "alert", "script", "onload", "onclick", "javascript", "import", "\\", "<a"] {
            assert!(!quiet.to_lowercase().contains(word), "{word} of {inside} is in {text}");
        }
        assert!(text.ends_with("<path d=\"M0 0\"/></svg>"), "{text}");
    }
}

#[test]
fn what_is_not_sound_is_refused() {
    let deep = format!("<svg>{}{}</svg>", "<g>".repeat(200), "</g>".repeat(200));
    let many = format!("<svg>{}</svg>", "<g/>".repeat(100_001));
    let long = format!("<svg><!--{}--></svg>", "x".repeat(2 << 20));
    for (svg, flaw_of_it) in [
        ("<svg><g></svg>", Flaw::Malformed),
        ("<svg><g>", Flaw::Malformed),
        ("<svg></svg><svg></svg>", Flaw::Malformed),
        ("<svg/><svg/>", Flaw::Malformed),
        ("<svg/>text", Flaw::Malformed),
        ("<svg a='1' a='2'/>", Flaw::Malformed),
        ("<svg a=1/>", Flaw::Malformed),
        ("<svg", Flaw::Malformed),
        ("", Flaw::Malformed),
        ("<svg>&#0;</svg>", Flaw::Malformed),
        ("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>", Flaw::Entity),
        ("<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg>&a;</svg>", Flaw::Entity),
        ("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg id='&a;'/>", Flaw::Entity),
        ("<svg>&nbsp;</svg>", Flaw::Entity),
        ("<html/>", Flaw::NotSvg),
        ("<svg xmlns='http://www.w3.org/1999/xhtml'/>", Flaw::NotSvg),
        (&deep, Flaw::TooLarge),
        (&many, Flaw::TooLarge),
        (&long, Flaw::TooLarge),
    ] {
        assert_eq!(flaw(svg), Some(flaw_of_it), "{}", &svg[..svg.len().min(80)]);
    }
    assert_eq!(svg::clean(b"<svg>\xFF</svg>").err(), Some(Flaw::Encoding));
    assert_eq!(svg::clean(b"\xFF\xFE<\0s\0v\0g\0").err(), Some(Flaw::Encoding));
}

#[test]
fn signs_that_xml_does_not_know_are_left_out() {
    let text = cleaned("<svg><text>a&#1;\u{1}b\u{FFFE}c</text></svg>");
    assert!(text.contains("<text>abc</text>"), "{text}");
}
