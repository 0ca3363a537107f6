//! The texts of this area of the window.

crate::strings! {
    /// The texts of this area.
    Shell {
        title: "Đồng Hành", "Đồng Hành";
    }
}
