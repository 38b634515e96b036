using Baseline.Estates.Redaction;

namespace Baseline.Arm.Client;

/// <summary>
/// An address that may be shown. Links that Azure gives out are signed ($skiptoken, and t, c, s, h of an operation), so of the
/// query only what the tool itself writes is shown.
/// </summary>
internal static class RedactedAddress
{
    private static readonly string[] Shown = ["api-version", "$filter", "$top", "$expand"];

    public static string Of(Uri uri)
    {
        var (path, query) = uri.PathAndQuery.Split('?', 2) is [var first, var second] ? (first, second) : (uri.AbsolutePath, "");
        var parameters = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Redact);
        var shown = SecretText.Hide(path);
        return query.Length == 0 ? shown : $"{shown}?{string.Join('&', parameters)}";
    }

    private static string Redact(string parameter)
    {
        var name = parameter.Split('=')[0];
        return Shown.Contains(Uri.UnescapeDataString(name), StringComparer.OrdinalIgnoreCase) ? parameter

            // Without a name, or with an odd one, the whole may be the secret.
            : name.Length < parameter.Length && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '$' or '-' or '_' or '.')
                ? $"{SecretText.Hide(name)}={SecretText.Removed}"
                : SecretText.Removed;
    }
}
