//! The tokens as egui's own style, so that egui's widgets look like ours.

use eframe::egui::{
    self, Color32, CornerRadius, FontId, Margin, Shadow, Stroke, TextStyle, Visuals,
    style::{ScrollAnimation, ScrollStyle, Selection, TextCursorStyle, WidgetVisuals},
    vec2,
};

use super::{Role, ShadowSpec, Tokens};

/// Whether anything moves on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Motion {
    /// Short fades.
    #[default]
    On,
    /// Nothing moves, and the text cursor does not blink.
    Off,
}

/// Whether motion is on in this context.
pub fn motion(ctx: &egui::Context) -> Motion {
    if ctx.global_style().animation_time > 0.0 {
        Motion::On
    } else {
        Motion::Off
    }
}

/// Gives both of the context's themes our looks.
pub fn apply(ctx: &egui::Context, motion: Motion) {
    for (theme, dark) in [(egui::Theme::Light, false), (egui::Theme::Dark, true)] {
        let tokens = Tokens::theme(dark);
        ctx.style_mut_of(theme, |style| fill(style, tokens, motion));
    }
    // What a system that does not say gets: the theme of the pictures.
    ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
}

fn fill(style: &mut egui::Style, tokens: &Tokens, motion: Motion) {
    style.text_styles = [
        (TextStyle::Small, Role::Label.font()),
        (TextStyle::Body, Role::Body.font()),
        (TextStyle::Button, Role::Button.font()),
        (TextStyle::Heading, Role::PageTitle.font()),
        (
            TextStyle::Monospace,
            FontId::new(Role::Body.spec().size, egui::FontFamily::Monospace),
        ),
    ]
    .into();
    style.visuals = visuals(tokens, motion);
    spacing(style, tokens);
    style.interaction.tooltip_delay = 0.25;
    style.interaction.tooltip_grace_time = 0.2;
    style.interaction.selectable_labels = false;
    style.interaction.interact_radius = 2.0;
    style.interaction.resize_grab_radius_side = 4.0;
    match motion {
        Motion::On => {
            style.animation_time = tokens.motion_ms.popover / 1000.0;
            style.scroll_animation = ScrollAnimation::duration(tokens.motion_ms.panel / 1000.0);
        }
        Motion::Off => {
            style.animation_time = 0.0;
            style.scroll_animation = ScrollAnimation::none();
        }
    }
    #[cfg(debug_assertions)]
    {
        // Rows at fractional zoom are meant to fall between pixels.
        style.debug.show_unaligned = false;
    }
}

fn spacing(style: &mut egui::Style, tokens: &Tokens) {
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 6.0);
    // What a popup may grow to: menus hold all their entries before they scroll.
    spacing.default_area_size = vec2(600.0, 1200.0);
    spacing.button_padding = vec2(11.0, 5.0);
    spacing.window_margin = Margin::same(16);
    spacing.menu_margin = Margin::same(6);
    spacing.interact_size = vec2(tokens.size.min_target, tokens.size.input);
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 10.0;
    spacing.icon_spacing = 8.0;
    spacing.tooltip_width = 360.0;
    spacing.scroll = ScrollStyle {
        // 6 points wide at rest, 10 under the pointer; it never covers the text below.
        bar_width: 10.0,
        floating_width: 6.0,
        floating_allocated_width: 8.0,
        handle_min_length: 28.0,
        bar_inner_margin: 2.0,
        bar_outer_margin: 1.0,
        dormant_background_opacity: 0.0,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.4,
        dormant_handle_opacity: 0.9,
        active_handle_opacity: 1.0,
        interact_handle_opacity: 1.0,
        ..ScrollStyle::thin()
    };
    spacing.scroll.fade.strength = 0.0;
}

fn visuals(tokens: &Tokens, motion: Motion) -> Visuals {
    let p = &tokens.palette;
    let base = if tokens.dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    let hairline = |colour: Color32| Stroke::new(tokens.stroke.hairline, colour);
    let widget = |fill: Color32, weak: Color32, border: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: weak,
        bg_stroke: hairline(border),
        fg_stroke: Stroke::new(1.0, text),
        corner_radius: CornerRadius::same(tokens.radius.button),
        expansion: 0.0,
    };
    let mut visuals = Visuals {
        dark_mode: tokens.dark,
        override_text_color: None,
        weak_text_color: Some(p.text2),
        hyperlink_color: p.accent,
        faint_bg_color: p.panel,
        extreme_bg_color: p.surface,
        text_edit_bg_color: Some(p.surface),
        code_bg_color: p.idle_soft,
        warn_fg_color: p.soon,
        error_fg_color: p.overdue,
        window_corner_radius: CornerRadius::same(tokens.radius.dialog),
        window_shadow: shadow(tokens.shadow.dialog, p.shadow),
        window_fill: p.raised,
        window_stroke: hairline(p.line_strong),
        window_highlight_topmost: false,
        menu_corner_radius: CornerRadius::same(tokens.radius.popover),
        popup_shadow: shadow(tokens.shadow.popover, p.shadow),
        panel_fill: p.panel,
        selection: Selection {
            bg_fill: p.accent_soft,
            stroke: Stroke::new(1.0, p.accent),
        },
        text_cursor: TextCursorStyle {
            stroke: Stroke::new(1.5, p.text),
            blink: motion == Motion::On,
            ..Default::default()
        },
        button_frame: true,
        collapsing_header_frame: false,
        indent_has_left_vline: false,
        striped: false,
        disabled_alpha: 1.0,
        ..base
    };
    visuals.widgets.noninteractive = widget(p.panel, p.panel, p.line, p.text);
    visuals.widgets.inactive = widget(p.line_strong, p.surface, p.line_strong, p.text);
    visuals.widgets.hovered = widget(p.ctl, p.hover, p.ctl, p.text);
    visuals.widgets.active = widget(p.ctl, p.hover, p.accent, p.text);
    visuals.widgets.open = widget(p.hover, p.hover, p.line_strong, p.text);
    visuals
}

fn shadow(spec: ShadowSpec, color: Color32) -> Shadow {
    Shadow {
        offset: spec.offset,
        blur: spec.blur,
        spread: 0,
        color,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_themes_are_ours_and_motion_can_be_off() {
        let ctx = egui::Context::default();
        apply(&ctx, Motion::Off);
        for (theme, dark) in [(egui::Theme::Light, false), (egui::Theme::Dark, true)] {
            let style = ctx.style_of(theme);
            let p = &Tokens::theme(dark).palette;
            assert_eq!(style.visuals.panel_fill, p.panel);
            assert_eq!(style.visuals.dark_mode, dark);
            assert!(!style.visuals.text_cursor.blink);
        }
        assert_eq!(motion(&ctx), Motion::Off);
        apply(&ctx, Motion::On);
        assert_eq!(motion(&ctx), Motion::On);
    }
}
