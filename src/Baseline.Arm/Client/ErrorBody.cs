using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Baseline.Azure;
using Baseline.Json;

namespace Baseline.Arm.Client;

/// <summary>
/// Reads an error body of any of the forms that Azure sends: wrapped in <c>error</c>, bare, bare with capitals, HTML, or
/// nothing at all; the code may be a number.
/// </summary>
internal static class ErrorBody
{
    private const int MaxDepth = 4;
    private const int MaxNesting = 64;
    private const int NotFound = 404;

    // A 404 without a code of its own must never be taken for a service's word that something does not exist.
    public const string Unexplained = "UnexplainedNotFound";

    public static ArmFailure Read(int status, JsonElement body, string? headerCode)
    {
        var error = body.At("error");
        var (code, message) = error.ValueKind == JsonValueKind.String
            ? (error.GetString(), body.TextAt("error_description"))
            : CodeAndMessage(error.ValueKind == JsonValueKind.Object ? error : body, 0);
        return new ArmFailure(
            status,
            ErrorText.WithoutSecrets(Named(code) ?? (status == NotFound ? null : headerCode) ?? NameOf(status)),
            ErrorText.WithoutSecrets((message ?? $"Azure answered {status} without an explanation.") + PolicyDenial.Describe(error)));
    }

    /// <summary>The code and message, with those of the innermost detail, which is where an operation hides its reason.</summary>
    private static (string? Code, string? Message) CodeAndMessage(JsonElement error, int depth)
    {
        var code = TextOrNumber(error.At("code"));
        var message = error.TextAt("message");
        if (depth < MaxDepth && Inner(error) is { } inner)
        {
            var (innerCode, innerMessage) = CodeAndMessage(inner, depth + 1);
            if (innerMessage is not null && (message is null || !message.Contains(innerMessage, StringComparison.Ordinal)))
            {
                var detail = innerCode is null ? innerMessage : $"{innerCode}: {innerMessage}";
                message = message is null ? detail : $"{message} {detail}";
            }

            code ??= innerCode;
        }

        return (code, message);
    }

    private static JsonElement? Inner(JsonElement error)
    {
        if (AsJson(error.TextAt("message")) is { } nested)
        {
            return nested;
        }

        var detail = error.ItemsAt("details").FirstOrDefault(item => item.TextAt("message") is not null);
        return detail.ValueKind != JsonValueKind.Object ? null : AsJson(detail.TextAt("message")) ?? detail;
    }

    private static JsonElement? AsJson(string? text)
    {
        if (text is null || !text.AsSpan().TrimStart().StartsWith("{", StringComparison.Ordinal))
        {
            return null;
        }

        var root = JsonText.Parse(Encoding.UTF8.GetBytes(text), MaxNesting);
        return root?.At("error") is { ValueKind: JsonValueKind.Object } error ? error : root;
    }

    private static string? TextOrNumber(JsonElement value) =>
        value.ValueKind is JsonValueKind.Number ? value.GetRawText()
        : value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text
        : null;

    private static string? Named(string? code) =>
        int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? NameOf(number) : code;

    private static string NameOf(int status) =>
        status == NotFound ? Unexplained : Enum.IsDefined((HttpStatusCode)status) ? ((HttpStatusCode)status).ToString() : $"Http{status}";
}
