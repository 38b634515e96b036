using System.Text.Json;
using Azure;
using Azure.Core;
using Baseline.Json;

namespace Baseline.Arm.Client;

/// <summary>Takes out of a response all that is needed of it, so that the response can go.</summary>
internal static class AnswerReader
{
    // An estate file, where bodies lie two levels deep, may have 64.
    private const int MaxDepth = 62;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static ArmAnswer Read(Response response, RequestMethod method, TimeProvider clock)
    {
        var body = BodyOf(response);
        var correlation = Header(response, "x-ms-correlation-request-id") ?? Header(response, "x-ms-request-id");
        var isSuccess = response.Status is >= 200 and < 300;
        var error = isSuccess ? null : ErrorBody.Read(response.Status, body, Header(response, "x-ms-error-code")) with
        {
            CorrelationId = correlation,
            OutcomeUnknown = method != RequestMethod.Get && (response.Status >= 500 || response.Status == 408),
        };
        return new ArmAnswer(response.Status, body, error)
        {
            CorrelationId = correlation,
            Size = ResponseBytes.Of(response).Length,
            RetryAfter = RetryAfter.OfHeaders(response, clock),
            IsBeyondSubscriptionLimit = string.Equals(
                Header(response, "x-ms-tenant-subscription-limit-hit"), "true", StringComparison.OrdinalIgnoreCase),
            AsyncOperation = Header(response, "Azure-AsyncOperation"),
            Location = Header(response, "Location"),
        };
    }

    /// <summary>The body; undefined where it is empty, or no JSON that the tool can keep.</summary>
    public static JsonElement BodyOf(Response response)
    {
        var bytes = ResponseBytes.Of(response);
        return JsonText.Parse(bytes.Span.StartsWith(ByteOrderMark) ? bytes[3..] : bytes, MaxDepth) ?? default;
    }

    private static string? Header(Response response, string name) =>
        response.Headers.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}
