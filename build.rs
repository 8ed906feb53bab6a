//! Tells Cargo that the built-in theme is part of the program.

fn main() {
    println!("cargo::rerun-if-changed=themes/trang-nhat");
}
