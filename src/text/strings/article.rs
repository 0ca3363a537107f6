//! The texts of this area of the window.

crate::strings! {
    /// The texts of this area.
    Article {
        title: "Nguyên văn, không sửa được", "Official text, cannot be changed";
    }
}
