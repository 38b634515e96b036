using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace Baseline.TestKit.Loopback;

/// <summary>
/// Serves HTTP on a loopback port, each request on a connection of its own; over TLS, as <c>localhost</c>, where it is given
/// a certificate. Disposed, it throws what answering threw.
/// </summary>
public sealed partial class LoopbackServer : IDisposable, IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Func<LoopbackRequest, Stream, CancellationToken, Task> _serve;
    private readonly X509Certificate2? _certificate;
    private readonly Task _serving;

    /// <summary>Begins to serve whole answers.</summary>
    public LoopbackServer(Func<LoopbackRequest, Task<LoopbackAnswer>> answer, X509Certificate2? certificate = null)
        : this((request, stream, token) => AnswerAsync(answer, request, stream, token), certificate)
    {
    }

    /// <summary>Begins to serve whatever is written to the stream.</summary>
    public LoopbackServer(Func<LoopbackRequest, Stream, CancellationToken, Task> serve, X509Certificate2? certificate = null)
    {
        _serve = serve;
        _certificate = certificate;
        _listener.Start();
        Address = (certificate is null ? "http://127.0.0.1:" : "https://localhost:") + ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = Task.Run(ServeAsync);
    }

    /// <summary>Where it serves, without a slash at the end.</summary>
    public string Address { get; }

    /// <inheritdoc/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        try
        {
            await _serving;
        }
        finally
        {
            _listener.Dispose();
            _ending.Dispose();
        }
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_ending.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = await OpenAsync(client);
                if (await ReadAsync(stream) is { } request)
                {
                    await _serve(request, stream, _ending.Token);
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or SocketException)
            {
                // The client went away, or the server does.
            }
        }
    }

    private static async Task AnswerAsync(
        Func<LoopbackRequest, Task<LoopbackAnswer>> answer, LoopbackRequest request, Stream stream, CancellationToken cancellationToken)
    {
        var answered = await answer(request);
        await stream.WriteAsync(answered.Head(), cancellationToken);
        await stream.WriteAsync(answered.Body, cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (_certificate is null)
        {
            return client.GetStream();
        }

        var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _ending.Token);
        return stream;
    }

    /// <summary>A request; null where the client closed the connection before it had sent one.</summary>
    private async Task<LoopbackRequest?> ReadAsync(Stream stream)
    {
        var bytes = new List<byte>();
        var buffer = new byte[65536];
        while (await stream.ReadAsync(buffer, _ending.Token) is var count and > 0)
        {
            bytes.AddRange(buffer.AsSpan(0, count));
            var text = Encoding.Latin1.GetString([.. bytes]);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            var length = ContentLength().Match(text) is { Success: true } match
                ? int.Parse(match.Groups["length"].Value, CultureInfo.InvariantCulture)
                : 0;
            if (end > 0 && bytes.Count >= end + 4 + length)
            {
                return new LoopbackRequest(text[..(end + 2)], [.. bytes.Skip(end + 4)]);
            }

            if (end > 0 && text.Contains("Expect: 100-continue", StringComparison.OrdinalIgnoreCase) && bytes.Count == end + 4)
            {
                await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), _ending.Token);
            }
        }

        return null;
    }

    [GeneratedRegex(@"\r\nContent-Length: (?<length>\d+)\r\n", RegexOptions.IgnoreCase)]
    private static partial Regex ContentLength();
}
