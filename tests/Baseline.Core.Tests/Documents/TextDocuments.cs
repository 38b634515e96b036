using System.Text;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Documents;
using Xunit;

namespace Baseline.Core.Tests.Documents;

/// <summary>Documents in memory, by path.</summary>
internal sealed class TextDocuments : IDocumentSource
{
    public const string Main = "baseline.yaml";
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public TextDocuments With(string path, string text) => With(path, Encoding.UTF8.GetBytes(text));

    public TextDocuments With(string path, byte[] bytes)
    {
        _files[path] = bytes;
        return this;
    }

    public string Resolve(string path, string? from) =>
        new FileDocumentSource("/work").Resolve(path, from);

    public byte[] Read(string path, int limit) => _files.TryGetValue(path, out var bytes)
        ? bytes[..Math.Min(bytes.Length, limit)]
        : throw new FileNotFoundException(path);

    public Diagnosed<BaselineDocument> Read() => new BaselineReader(this, ControlCatalogue.Product.All).Read(Main);

    public static Diagnosed<BaselineDocument> Read(string text) => new TextDocuments().With(Main, text).Read();

    public static BaselineDocument Accepted(string text) => new TextDocuments().With(Main, text).Accepted();

    public BaselineDocument Accepted()
    {
        var read = Read();
        Assert.True(read.Value is not null, DiagnosticText.Of(read.Diagnostics));
        return read.Value;
    }
}
