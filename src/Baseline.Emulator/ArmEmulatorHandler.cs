using System.Net;

namespace Baseline.Emulator;

/// <summary>Serves an HttpClient, and so any Azure client, from an emulator in the same process.</summary>
public sealed class ArmEmulatorHandler(ArmEmulator emulator) : HttpMessageHandler
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var body = new MemoryStream();
        request.Content?.CopyTo(body, null, cancellationToken);
        return Serve(request, body.ToArray());
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        return Serve(request, body);
    }

    private HttpResponseMessage Serve(HttpRequestMessage request, byte[] body)
    {
        var uri = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        var headers = request.Headers
            .SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, value)))
            .ToArray();
        var answer = emulator.Handle(new ArmRequest(request.Method.Method, uri, headers, body));

        if (answer.Connection != ConnectionEnd.Answered)
        {
            throw new HttpRequestException(
                answer.Connection == ConnectionEnd.Refused ? HttpRequestError.ConnectionError : HttpRequestError.ResponseEnded,
                "The connection was reset.");
        }

        var response = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            Content = new ReadOnlyMemoryContent(answer.Body),
            RequestMessage = request,
        };
        foreach (var (name, value) in answer.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return response;
    }
}
