using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Baseline.Diagnostics;

namespace Baseline.Cli.Hosts;

/// <summary>
/// Sends requests to a host as the owner of a token, and waits where the host asks for it. It follows no redirection, so that the
/// token goes nowhere but to the host.
/// </summary>
/// <param name="place">Where the host is, and the token.</param>
/// <param name="sign">Adds the token and what the host demands of every request.</param>
/// <param name="clock">The time.</param>
internal sealed class HostClient(HostPlace place, Action<HttpRequestHeaders> sign, TimeProvider clock) : IDisposable
{
    private const int MostAttempts = 5;
    private const int MostBytes = 64 * 1024 * 1024;
    private const int LongestWords = 300;

    // A job should not wait for longer than somebody would look at it.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = Timeout,
        MaxResponseContentBufferSize = MostBytes,
    };

    private readonly HostFailures _failures = new(place);

    /// <summary>Sends a request and returns the answer of success.</summary>
    /// <exception cref="DiagnosticException">The host refuses it, can't be reached, or answers something else.</exception>
    public async Task<HostAnswer> SendAsync(HostRequest request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var response = await TryAsync(request, attempt, cancellationToken);
            var pause = response is null ? TimeSpan.FromSeconds(attempt) : PauseAfter(request, response, attempt);
            if (response is not null && pause is null)
            {
                return await ReadAsync(request, response, cancellationToken);
            }

            if (pause > LongestPause || attempt == MostAttempts)
            {
                throw _failures.Busy(request, pause ?? TimeSpan.Zero);
            }

            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause.Value, clock, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    /// <summary>Null where nothing came back and the request may be sent again.</summary>
    private async Task<HttpResponseMessage?> TryAsync(HostRequest request, int attempt, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(request.Method, request.Address);
        message.Headers.TryAddWithoutValidation("User-Agent", $"baseline/{BuildStamp.Version}");
        sign(message.Headers);
        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(request.MediaType);
        }

        try
        {
            return await _http.SendAsync(message, cancellationToken);
        }
        catch (Exception exception) when (
            exception is HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            var reason = exception is HttpRequestException ? ExceptionText.Of(exception) : "it did not answer in time";
            return request.IsRepeatable && attempt < MostAttempts ? null : throw _failures.Unreachable(request, reason);
        }
    }

    /// <summary>How long to wait before the request is sent again; null: it is not.</summary>
    private TimeSpan? PauseAfter(HostRequest request, HttpResponseMessage response, int attempt)
    {
        var asked = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - clock.GetUtcNow(),
            _ => LimitResets(response),
        };
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            return asked ?? TimeSpan.FromSeconds(attempt);
        }

        // GitHub says so with 403, and nothing but these headers tells it from a missing permission.
        if (response.StatusCode == HttpStatusCode.Forbidden)
        {
            return asked;
        }

        return (int)response.StatusCode >= 500 && request.IsRepeatable ? asked ?? TimeSpan.FromSeconds(attempt) : null;
    }

    private TimeSpan? LimitResets(HttpResponseMessage response) =>
        First(response, "x-ratelimit-remaining") == "0"
        && long.TryParse(First(response, "x-ratelimit-reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds < int.MaxValue
            ? DateTimeOffset.FromUnixTimeSeconds(seconds) - clock.GetUtcNow()
            : null;

    private static string? First(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private async Task<HostAnswer> ReadAsync(HostRequest request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var content = Parsed(bytes);

        // Azure DevOps answers a token that it does not take with a page to sign in at, and 203 or a redirection.
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.NonAuthoritativeInformation
            || (response.StatusCode == HttpStatusCode.Redirect && place.Host == HostName.Azure))
        {
            throw _failures.Unauthorized(request);
        }

        var words = content is { } said ? Shortened(WordsOf(said)) : "";
        return (int)response.StatusCode switch
        {
            >= 200 and < 300 => content is { } json ? new HostAnswer(json, response.Headers) : throw _failures.NoJson(request),
            403 => throw _failures.Forbidden(request, words),
            404 => throw _failures.NotFound(request, words),
            var status => throw _failures.Refused(request, status, words),
        };
    }

    private static JsonElement? Parsed(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string WordsOf(JsonElement content) =>
        content.Text("message") ?? content.Text("error") ?? content.At("message").ToString();

    private static string Shortened(string words) => words.Length <= LongestWords ? words : words[..LongestWords] + "…";
}
