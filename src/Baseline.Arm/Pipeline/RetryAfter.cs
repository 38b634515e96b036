using System.Globalization;
using System.Text.RegularExpressions;
using Azure;

namespace Baseline.Arm.Pipeline;

/// <summary>
/// How long Azure asks to wait. Two of three throttled answers have no header, and some of those say it in the text
/// (recorded fact 47).
/// </summary>
internal static partial class RetryAfter
{
    private static readonly string[] MillisecondHeaders = ["retry-after-ms", "x-ms-retry-after-ms"];

    public static TimeSpan? Of(Response response, TimeProvider clock) =>
        OfHeaders(response, clock) ?? (response.Status == 429 ? OfText(response) : null);

    public static TimeSpan? OfHeaders(Response response, TimeProvider clock)
    {
        foreach (var name in MillisecondHeaders)
        {
            if (response.Headers.TryGetValue(name, out var text) && Number(text) is { } milliseconds)
            {
                return TimeSpan.FromMilliseconds(milliseconds);
            }
        }

        if (!response.Headers.TryGetValue("Retry-After", out var value) || value is null)
        {
            return null;
        }

        if (Number(value) is { } seconds)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? TimeSpan.FromTicks(Math.Max(0, (date - clock.GetUtcNow()).Ticks))
            : null;
    }

    private static TimeSpan? OfText(Response response)
    {
        if (response.ContentStream is not MemoryStream { Length: > 0 and < 65536 })
        {
            return null;
        }

        var match = AfterSeconds().Match(response.Content.ToString());
        return match.Success && Number(match.Groups[1].Value) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < 1e8
            ? number
            : null;

    [GeneratedRegex(@"after '?(\d+)'? seconds", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AfterSeconds();
}
