using System.Globalization;
using System.Text;

namespace Baseline.Emulator.Gateway;

/// <summary>Reads the opaque token of a page link.</summary>
internal static class SkipToken
{
    public static int Read(string? token)
    {
        // A plus in a query is read as a space; in base64 it can only have been a plus.
        var bytes = new byte[token?.Length ?? 0];
        if (token is null || !Convert.TryFromBase64String(token.Replace(' ', '+'), bytes, out var length))
        {
            return 0;
        }

        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var offset = text[(text.LastIndexOf('|') + 1)..];
        return int.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;
    }
}
