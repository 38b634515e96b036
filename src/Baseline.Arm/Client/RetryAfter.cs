using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure;
using Baseline.Arm.RateLimits;

namespace Baseline.Arm.Client;

/// <summary>
/// How long Azure asks to wait. Most throttled answers have no header, and some of those say it in the text.
/// </summary>
internal static partial class RetryAfter
{
    // Some three years: what is longer, or "-Infinity", which counts as a number, is no time to wait.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1e8);
    private static readonly string[] MillisecondHeaders = ["retry-after-ms", "x-ms-retry-after-ms"];

    public static TimeSpan? Of(Response response, TimeProvider clock) =>
        OfHeaders(response, clock) ?? (response.Status == 429 ? OfText(ResponseBytes.Of(response)) : null);

    public static TimeSpan? OfHeaders(Response response, TimeProvider clock) =>
        OfHeaders(name => response.Headers.TryGetValue(name, out var value) ? value : null, clock);

    /// <summary>The same for an answer that is no response of its own; a header's value by its name.</summary>
    public static TimeSpan? Of(Func<string, string?> header, JsonElement body, TimeProvider clock) =>
        OfHeaders(header, clock)
        ?? (body.ValueKind == JsonValueKind.Object ? OfText(Encoding.UTF8.GetBytes(body.GetRawText())) : null);

    private static TimeSpan? OfHeaders(Func<string, string?> header, TimeProvider clock)
    {
        foreach (var name in MillisecondHeaders)
        {
            if (Number(header(name)) is { } milliseconds)
            {
                return TokenBucket.WholeMilliseconds(milliseconds);
            }
        }

        var value = header("Retry-After");
        if (Number(value) is { } seconds)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? TimeSpan.FromTicks(Math.Clamp((date - clock.GetUtcNow()).Ticks, 0, Longest.Ticks))
            : null;
    }

    private static TimeSpan? OfText(ReadOnlyMemory<byte> body)
    {
        var match = AfterSeconds().Match(Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 65536)]));
        return match.Success && Number(match.Groups[1].Value) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number >= 0
        && number < Longest.TotalSeconds
            ? number
            : null;

    [GeneratedRegex(@"after '?(\d+)'? seconds", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AfterSeconds();
}
