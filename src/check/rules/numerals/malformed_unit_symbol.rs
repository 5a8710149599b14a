use crate::check::numbers::UnitKind;
use crate::check::prose::Guard;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The symbol of a unit is not written as the standard has it.
    ///
    /// Capitals and small letters are fixed: kg, km, kW, t, m². Another one may be another unit: between MW and mW lies a factor of a thousand million.
    ///
    /// 中文
    ///
    /// 计量单位符号写得不合标准。
    ///
    /// 符号的大小写有规定：kg、km、kW、t、m²。
    ///
    /// Source: GB 3100—1993
    ///
    /// ```notice,bad
    /// 每袋50KG。
    /// ```
    /// ```notice,good
    /// 每袋50kg。
    /// ```
    pub static MALFORMED_UNIT_SYMBOL = Rule {
        id: "malformed-unit-symbol", severity: Severity::Warning, check,
        needs: One("KkCM23㎡HhmvdD"),
        fixes: crate::check::Fixes::Words,
    };
}

const SYMBOLS: &[(&str, &str)] = &[
    ("KG", "kg"),
    ("Kg", "kg"),
    ("KM", "km"),
    ("Km", "km"),
    ("CM", "cm"),
    ("MM", "mm"),
    ("KW", "kW"),
    ("Kw", "kW"),
    ("kw", "kW"),
    ("KWH", "kW·h"),
    ("kwh", "kW·h"),
    ("M2", "m²"),
    ("m2", "m²"),
    ("M3", "m³"),
    ("m3", "m³"),
    ("㎡", "m²"),
    ("KM/H", "km/h"),
    ("Km/h", "km/h"),
    ("KM/h", "km/h"),
    ("km/H", "km/h"),
    ("KWh", "kW·h"),
    ("Kwh", "kW·h"),
    ("kWH", "kW·h"),
    ("KVA", "kV·A"),
    ("kva", "kV·A"),
    ("KV", "kV"),
    ("Kv", "kV"),
    ("kv", "kV"),
    ("ML", "mL"),
    ("Ml", "mL"),
    ("MG", "mg"),
    ("Mg", "mg"),
    ("MPA", "MPa"),
    ("Mpa", "MPa"),
    ("mpa", "MPa"),
    ("HZ", "Hz"),
    ("hz", "Hz"),
    ("KPA", "kPa"),
    ("Kpa", "kPa"),
    ("KPa", "kPa"),
    ("v", "V"),
    ("CM3", "cm³"),
    ("cm3", "cm³"),
    ("CM2", "cm²"),
    ("cm2", "cm²"),
    ("KM2", "km²"),
    ("km2", "km²"),
    ("KM²", "km²"),
    ("M²", "m²"),
    ("M³", "m³"),
    ("MG/L", "mg/L"),
    ("MG/l", "mg/L"),
    ("Mg/L", "mg/L"),
    ("M3/H", "m³/h"),
    ("M3/h", "m³/h"),
    ("m3/H", "m³/h"),
    ("m3/h", "m³/h"),
    ("M3/D", "m³/d"),
    ("M3/d", "m³/d"),
    ("m3/d", "m³/d"),
    ("db", "dB"),
    ("DB", "dB"),
    ("Db", "dB"),
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.chinese() {
        let text = prose.text();
        for number in prose.numbers().iter().filter(|number| number.kind == UnitKind::Symbol) {
            let written = &text[number.unit.clone()];
            // 5MM美元 is five million.
            let behind = &text[number.unit.end..];
            if written == "MM"
                && ["美元", "欧元", "港元", "日元", "英镑", "元", "人民币", "USD"]
                    .iter()
                    .any(|money| behind.trim_start().starts_with(money))
            {
                continue;
            }
            // M2 behind digits is no model.
            let guard = prose.guard(&number.unit);
            let plain =
                guard.is_none_or(|guard| guard == Guard::Designation && written.starts_with('M')) && number.value(text).is_some();
            if let Some((_, right)) = SYMBOLS.iter().find(|(wrong, _)| *wrong == written).filter(|_| plain) {
                findings
                    .report(
                        &MALFORMED_UNIT_SYMBOL,
                        prose.span(number.unit.clone()),
                        say!("单位符号写作“{right}”", "the symbol is `{right}`"),
                    )
                    .replace(*right);
            }
        }
    }
}
