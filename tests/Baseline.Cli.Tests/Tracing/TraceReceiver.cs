using System.Text;
using Baseline.TestKit.Loopback;

namespace Baseline.Cli.Tests.Tracing;

/// <summary>Takes OTLP over HTTP on the loopback, and answers each request with success.</summary>
internal sealed class TraceReceiver : IDisposable
{
    private readonly StringBuilder _received = new();
    private readonly LoopbackServer _server;

    public TraceReceiver() => _server = new LoopbackServer(TakeAsync);

    public string Address => _server.Address;

    /// <summary>All that came, with what is no text left as it is.</summary>
    public string Received
    {
        get
        {
            lock (_received)
            {
                return _received.ToString();
            }
        }
    }

    public void Dispose() => _server.Dispose();

    private Task<LoopbackAnswer> TakeAsync(LoopbackRequest request)
    {
        lock (_received)
        {
            _received.Append(request.Head).Append("\r\n").Append(Encoding.Latin1.GetString(request.Body));
        }

        return Task.FromResult(new LoopbackAnswer(200));
    }
}
