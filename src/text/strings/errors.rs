//! The texts of this area of the window.

crate::strings! {
    /// The texts of this area.
    Errors {
        title: "Không được để trống.", "This cannot be empty.";
    }
}
