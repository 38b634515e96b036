using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Baseline.Json;

/// <summary>
/// Writes JSON that shows what it says: letters of every language as they are; control characters, characters that can't be seen,
/// and those that turn the direction of writing escaped.
/// </summary>
public sealed class VisibleJsonEncoder : JavaScriptEncoder
{
    private const string Digits = "0123456789abcdef";
    private const int LengthOfEscape = 6;

    private VisibleJsonEncoder()
    {
    }

    /// <summary>The encoder.</summary>
    public static JavaScriptEncoder Instance { get; } = new VisibleJsonEncoder();

    /// <inheritdoc/>
    public override int MaxOutputCharactersPerInputCharacter => UnsafeRelaxedJsonEscaping.MaxOutputCharactersPerInputCharacter;

    /// <inheritdoc/>
    public override bool WillEncode(int unicodeScalar) =>
        UnsafeRelaxedJsonEscaping.WillEncode(unicodeScalar) || IsHidden(unicodeScalar);

    /// <inheritdoc/>
    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text) =>
        Ascii.IsValid(utf8Text)
            ? UnsafeRelaxedJsonEscaping.FindFirstCharacterToEncodeUtf8(utf8Text)
            : base.FindFirstCharacterToEncodeUtf8(utf8Text);

    /// <inheritdoc/>
    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var span = new ReadOnlySpan<char>(text, textLength);
        for (var at = 0; at < span.Length;)
        {
            var decoded = Rune.DecodeFromUtf16(span[at..], out var rune, out var length);
            if (decoded != OperationStatus.Done || WillEncode(rune.Value))
            {
                return at;
            }

            at += length;
        }

        return -1;
    }

    /// <inheritdoc/>
    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        if (UnsafeRelaxedJsonEscaping.WillEncode(unicodeScalar) || !IsHidden(unicodeScalar))
        {
            return UnsafeRelaxedJsonEscaping.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);
        }

        Span<char> units = stackalloc char[2];
        var count = new Rune(unicodeScalar).EncodeToUtf16(units);
        var target = new Span<char>(buffer, bufferLength);
        numberOfCharactersWritten = 0;
        if (target.Length < count * LengthOfEscape)
        {
            return false;
        }

        foreach (var unit in units[..count])
        {
            WriteEscape(target.Slice(numberOfCharactersWritten, LengthOfEscape), unit);
            numberOfCharactersWritten += LengthOfEscape;
        }

        return true;
    }

    private static void WriteEscape(Span<char> target, char unit)
    {
        (target[0], target[1]) = ('\\', 'u');
        for (var at = 2; at < LengthOfEscape; at++)
        {
            target[at] = Digits[(unit >> (4 * (LengthOfEscape - 1 - at))) & 0xF];
        }
    }

    private static bool IsHidden(int scalar) =>
        scalar > 0x7E && new Rune(scalar) is var rune && Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
            or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned;
}
