using System.Diagnostics.CodeAnalysis;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Baseline.Fuzz.Targets;

/// <summary>
/// Answers from a script instead of a network: an address gets the answers that are meant for it one after the other, and the
/// last of them again and again.
/// </summary>
internal sealed class ScriptTransport(IReadOnlyList<ScriptedAnswer> script) : HttpPipelineTransport
{
    private static readonly ScriptedAnswer Missing = new(404, "", [], """{"error":{"code":"ResourceNotFound","message":"No."}}"""u8.ToArray());
    private readonly HashSet<int> _given = [];
    private readonly Lock _lock = new();
    private int _requests;

    /// <summary>How many requests were sent.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public override Request CreateRequest() => HttpClientTransport.Shared.CreateRequest();

    public override void Process(HttpMessage message) => message.Response = new ScriptResponse(Next(message.Request.Uri.ToUri().AbsoluteUri));

    public override ValueTask ProcessAsync(HttpMessage message)
    {
        Process(message);
        return ValueTask.CompletedTask;
    }

    private ScriptedAnswer Next(string address)
    {
        lock (_lock)
        {
            _requests++;
            var last = -1;
            for (var index = 0; index < script.Count; index++)
            {
                if (!address.Contains(script[index].Path, StringComparison.OrdinalIgnoreCase))
                {
                    continue;
                }

                last = index;
                if (_given.Add(index))
                {
                    break;
                }
            }

            return last < 0 ? Missing : script[last];
        }
    }

    private sealed class ScriptResponse(ScriptedAnswer answer) : global::Azure.Response
    {
        private readonly ILookup<string, string> _headers =
            answer.Headers.ToLookup(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase);

        public override int Status => answer.Status;

        public override string ReasonPhrase => "";

        public override Stream? ContentStream { get; set; } = new MemoryStream(answer.Body, 0, answer.Body.Length, false, true);

        public override string ClientRequestId { get; set; } = "";

        public override void Dispose()
        {
        }

        protected override bool ContainsHeader(string name) => _headers.Contains(name);

        protected override IEnumerable<HttpHeader> EnumerateHeaders() =>
            _headers.Select(header => new HttpHeader(header.Key, string.Join(',', header)));

        protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
        {
            value = _headers.Contains(name) ? string.Join(',', _headers[name]) : null;
            return value is not null;
        }

        protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
        {
            values = _headers.Contains(name) ? _headers[name] : null;
            return values is not null;
        }
    }
}
