//! The texts of this area of the window.

crate::strings! {
    /// The texts of this area.
    Plan {
        title: "Kế hoạch năm", "Annual plans";
    }
}
