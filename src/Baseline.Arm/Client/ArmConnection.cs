using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Baseline.Arm.RateLimits;
using Baseline.Azure;
using Baseline.Json;

namespace Baseline.Arm.Client;

/// <summary>
/// One way to one Resource Manager: the Azure SDK's pipeline, with the tool's own rate limiter and retries. A refusal is an answer,
/// not an exception; only a sign-in that fails ends the run.
/// </summary>
public sealed class ArmConnection : IDisposable
{
    // What the pipeline's log may show; Location and $skiptoken carry signatures and stay out.
    private static readonly string[] LoggedHeaders =
    [
        "x-ms-correlation-request-id", "x-ms-routing-request-id", "x-ms-failure-cause", "Azure-Deprecating",
        "x-ms-ratelimit-remaining-subscription-reads", "x-ms-ratelimit-remaining-subscription-writes",
        "x-ms-ratelimit-remaining-subscription-resource-requests", "x-ms-ratelimit-remaining-tenant-reads",
    ];

    private readonly HttpPipeline _pipeline;
    private readonly ArmRateLimiter _limiter;

    /// <summary>Opens the way; nothing is sent yet.</summary>
    /// <exception cref="Diagnostics.DiagnosticException">A token would travel unprotected.</exception>
    public ArmConnection(ArmOptions options)
    {
        Options = options;
        if (options.Credential is not null && options.Cloud.Endpoint.Scheme != Uri.UriSchemeHttps)
        {
            throw ArmFailures.UnprotectedEndpoint(options.Cloud.Endpoint);
        }

        _limiter = new ArmRateLimiter(options.RateLimiter);
        var client = new ArmClientOptions { RetryPolicy = new ArmRetryPolicy(options, _limiter, new RunBounds(options)) };
        client.Retry.NetworkTimeout = options.NetworkTimeout;
        client.Diagnostics.IsTelemetryEnabled = false;
        client.Diagnostics.LoggedQueryParameters.Add("api-version");
        foreach (var header in LoggedHeaders)
        {
            client.Diagnostics.LoggedHeaderNames.Add(header);
        }

        if (options.Transport is { } transport)
        {
            client.Transport = transport;
        }

        _pipeline = HttpPipelineBuilder.Build(
            client,
            [new RunHeadersPolicy(options)],
            options.Credential is { } credential
                ? [new TokenPolicy(credential, options.Cloud.Scope), new TryPolicy(options), new AnswerBoundsPolicy(options)]
                : [new TryPolicy(options), new AnswerBoundsPolicy(options)],
            new ResponseClassifier());
    }

    /// <summary>How it was opened.</summary>
    public ArmOptions Options { get; }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();

    /// <summary>Reads one resource. Success is only the resource itself: anything else that is answered is a failed read.</summary>
    internal async Task<ArmAnswer> GetAsync(string path, string apiVersion, CancellationToken cancellationToken)
    {
        if (ArmUri.Of(Options.Cloud.Endpoint, path, apiVersion) is not { } uri)
        {
            return Unsendable(path);
        }

        var answer = await SendAsync(RequestMethod.Get, uri, default, cancellationToken);
        return answer.Failure is null && WhyNot(answer.Body) is { } why
            ? answer with { Failure = new ArmFailure(answer.Status, "UnexpectedBody", why) }
            : answer;

        string? WhyNot(JsonElement body) =>
            ResourceId.TryParse(path, out var id) ? ExpectedBody.WhyNotResource(body, id)
            : body.ValueKind == JsonValueKind.Object ? null
            : "The answer is not a JSON object.";
    }

    /// <summary>
    /// Reads all pages of a list. An empty page says nothing: only a missing nextLink ends a list. A list that goes beyond its
    /// bounds is not whole.
    /// </summary>
    /// <param name="path">The path of the list.</param>
    /// <param name="apiVersion">Its api-version.</param>
    /// <param name="pageRead">Hears of the items of each page before the next one is asked for; null for nobody.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    internal async Task<ArmList> ListAsync(
        string path, string apiVersion, Action<IReadOnlyList<JsonElement>>? pageRead, CancellationToken cancellationToken)
    {
        var items = new List<JsonElement>();
        var bounds = new ListBounds(Options);
        if (ArmUri.Of(Options.Cloud.Endpoint, path, apiVersion) is not { } next)
        {
            return new ArmList([], Unsendable(path).Failure);
        }

        while (true)
        {
            var answer = await SendAsync(RequestMethod.Get, next, default, cancellationToken);
            if (answer.Failure is { } error)
            {
                return new ArmList(items, error);
            }

            if (answer.Body.At("value").ValueKind != JsonValueKind.Array)
            {
                return Broken("UnexpectedBody", "The answer is not a list.");
            }

            var page = answer.Body.ItemsAt("value").ToList();
            items.AddRange(page);
            pageRead?.Invoke(page);
            var nextLink = answer.Body.At("nextLink");
            if (nextLink.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.String))
            {
                return Broken("UnexpectedBody", "The link to the next page is not text.");
            }

            if (nextLink.ValueKind == JsonValueKind.Undefined || nextLink.GetString() is not { Length: > 0 } link)
            {
                return new ArmList(items, null);
            }

            if (ArmUri.Follow(Options.Cloud.Endpoint, link) is not { } uri)
            {
                return Broken("ForeignNextLink", $"The next page is not on {next.Host}, and a token must not go elsewhere.");
            }

            if (bounds.WhyOver(link, page, answer.Size) is { } why)
            {
                return Broken(ListBounds.Code, why);
            }

            next = uri;
        }

        ArmList Broken(string code, string message) => new(items, new ArmFailure(200, code, message));
    }

    /// <summary>Reads all pages of a list.</summary>
    internal Task<ArmList> ListAsync(string path, string apiVersion, CancellationToken cancellationToken) =>
        ListAsync(path, apiVersion, pageRead: null, cancellationToken);

    /// <summary>Sends one request, retried within bounds; whatever Azure answers comes back as an answer.</summary>
    internal Task<ArmAnswer> SendAsync(RequestMethod method, Uri uri, JsonElement body, CancellationToken cancellationToken) =>
        SendAsync(method, uri, body, null, null, null, cancellationToken);

    /// <summary>Sends one request that has until a deadline: it is not held back or tried again beyond it.</summary>
    internal Task<ArmAnswer> SendAsync(
        RequestMethod method, Uri uri, JsonElement body, DateTimeOffset deadline, CancellationToken cancellationToken) =>
        SendAsync(method, uri, body, null, null, deadline, cancellationToken);

    /// <summary>
    /// The same, for a resource that still has an ETag (<c>If-Match</c>): any for <c>*</c>, none asked for where it is null.
    /// </summary>
    internal Task<ArmAnswer> SendAsync(
        RequestMethod method, Uri uri, JsonElement body, string? ifMatch, DateTimeOffset deadline, CancellationToken cancellationToken) =>
        SendAsync(method, uri, body, ifMatch, null, deadline, cancellationToken);

    /// <summary>Asks by POST, as a batch or a query does.</summary>
    internal Task<ArmAnswer> QueryAsync(
        string path, string apiVersion, JsonObject question, RequestCost cost, CancellationToken cancellationToken)
    {
        using var body = JsonDocument.Parse(question.ToJsonString());
        return ArmUri.Of(Options.Cloud.Endpoint, path, apiVersion) is { } uri
            ? SendAsync(RequestMethod.Post, uri, body.RootElement.Clone(), null, cost, null, cancellationToken)
            : Task.FromResult(Unsendable(path));
    }

    /// <summary>Lets the requests of a subscription wait, because Azure throttled one of them that a batch carried.</summary>
    internal void Pause(RatePartition partition, TimeSpan delay) => _limiter.Pause(partition, delay);

    /// <summary>So many requests of a partition are to come.</summary>
    internal void Expect(RatePartition partition, int requests) => _limiter.Expect(partition, requests);

    private async Task<ArmAnswer> SendAsync(
        RequestMethod method,
        Uri uri,
        JsonElement body,
        string? ifMatch,
        RequestCost? cost,
        DateTimeOffset? deadline,
        CancellationToken cancellationToken)
    {
        using var message = _pipeline.CreateMessage();
        message.BufferResponse = false;
        if (cost is not null)
        {
            message.SetProperty(typeof(RequestCost), cost);
        }

        message.Request.Method = method;
        message.Request.Uri.Reset(uri);
        message.Request.Headers.Add("Accept", "application/json");
        if (ifMatch is not null)
        {
            message.Request.Headers.Add("If-Match", ifMatch);
        }

        if (body.ValueKind != JsonValueKind.Undefined)
        {
            message.Request.Content = RequestContent.Create(BinaryData.FromString(body.GetRawText()));
            message.Request.Headers.Add("Content-Type", "application/json");
        }

        if (deadline is { } end)
        {
            message.SetProperty(typeof(RequestCost), RequestCost.Of(message) with { Deadline = end });
        }

        try
        {
            await _pipeline.SendAsync(message, cancellationToken);
            return AnswerReader.Read(message.Response, method, Options.Clock);
        }
        catch (MaxWaitExceededException exceeded)
        {
            return Failed(ArmFailures.Throttled(exceeded.Remaining));
        }
        catch (RunOverException over)
        {
            return Failed(over.Failure);
        }
        catch (AnswerTooLargeException exception)
        {
            return Failed(new ArmFailure(
                exception.Status, "AnswerTooLarge", exception.Message, OutcomeUnknown: method != RequestMethod.Get));
        }
        catch (AuthenticationFailedException exception)
        {
            throw SignIn.Failed(exception, Options.SignInAdvice);
        }
        catch (RequestFailedException exception)
        {
            return Failed(ArmFailures.Lost(exception, ArmRetryPolicy.NeverArrived(exception)));
        }
        catch (IOException exception)
        {
            return Failed(ArmFailures.Lost(exception, neverArrived: false));
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(ArmFailures.Lost(exception, neverArrived: false));
        }
    }

    private static ArmAnswer Failed(ArmFailure error) => new(error.Status, default, error);

    private static ArmAnswer Unsendable(string path) =>
        Failed(new ArmFailure(0, "InvalidResourceId", $"\"{path}\" is not an id that can be asked for."));

    private sealed class ArmClientOptions : ClientOptions;
}
