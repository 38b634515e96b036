using System.Buffers;
using System.Globalization;

namespace Baseline.Yaml;

/// <summary>What a value without quotes means: YAML 1.2, and of its spellings only the one that everybody reads alike.</summary>
internal static class PlainScalar
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly SearchValues<char> FloatCharacters = SearchValues.Create("0123456789+-.eE");

    public static bool IsNull(string text) => text is "" or "~" or "null" or "Null" or "NULL";

    public static bool? Boolean(string text) => text switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => null,
    };

    /// <summary>What YAML 1.1 reads as a boolean and YAML 1.2 as text.</summary>
    public static bool? OldBoolean(string text) => text.ToLowerInvariant() switch
    {
        "yes" or "on" or "y" => true,
        "no" or "off" or "n" => false,
        _ => null,
    };

    /// <summary>A whole number in decimal, without a leading zero, which YAML 1.1 would read as octal.</summary>
    public static long? Integer(string text)
    {
        var digits = text.AsSpan().TrimStart('-');
        var wellFormed = text.Length - digits.Length <= 1
            && digits.Length > 0
            && !digits.ContainsAnyExceptInRange('0', '9')
            && (digits.Length == 1 || digits[0] != '0');
        return wellFormed && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
    }

    /// <summary>Whether YAML 1.2 reads the text as a number of any kind.</summary>
    public static bool IsNumber(string text)
    {
        if (text is ".inf" or ".Inf" or ".INF" or "-.inf" or "+.inf" or ".nan" or ".NaN" or ".NAN")
        {
            return true;
        }

        if (text.StartsWith("0x", StringComparison.Ordinal) || text.StartsWith("0o", StringComparison.Ordinal))
        {
            return text.Length > 2 && text.AsSpan(2).IndexOfAnyExcept(HexDigits) < 0;
        }

        return text.Length > 0
            && text.AsSpan().IndexOfAnyExcept(FloatCharacters) < 0
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }
}
