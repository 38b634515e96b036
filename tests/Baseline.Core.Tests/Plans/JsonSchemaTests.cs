using Baseline.TestKit;
using Xunit;

namespace Baseline.Core.Tests.Plans;

/// <summary>The schemas are only worth what the validator of these tests is: each keyword accepts and refuses.</summary>
public sealed class JsonSchemaTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", "\"a\"", "1")]
    [InlineData("""{"type":["object","null"]}""", "null", "[]")]
    [InlineData("""{"type":"integer"}""", "-3", "1.5")]
    [InlineData("""{"type":"boolean"}""", "true", "\"true\"")]
    [InlineData("""{"const":{"a":1}}""", """{"a":1}""", """{"a":2}""")]
    [InlineData("""{"enum":["a",null]}""", "null", "\"b\"")]
    [InlineData("""{"pattern":"^a$"}""", "\"a\"", "\"ab\"")]
    [InlineData("""{"minimum":0}""", "0", "-1")]
    [InlineData("""{"required":["a"]}""", """{"a":null}""", """{"b":1}""")]
    [InlineData("""{"properties":{"a":{"type":"null"}}}""", """{"b":1}""", """{"a":1}""")]
    [InlineData("""{"properties":{"a":{}},"additionalProperties":{"type":"null"}}""", """{"a":1,"b":null}""", """{"a":1,"b":1}""")]
    [InlineData("""{"items":{"type":"null"}}""", "[null]", "[null,1]")]
    [InlineData("""{"allOf":[{"type":"integer"},{"minimum":2}]}""", "2", "1")]
    [InlineData("""{"anyOf":[{"type":"null"},{"minimum":2}]}""", "null", "1")]
    [InlineData("""{"if":{"required":["a"]},"then":{"required":["b"]}}""", """{"a":1,"b":1}""", """{"a":1}""")]
    [InlineData("""{"if":{"required":["a"]},"else":{"required":["b"]}}""", """{"a":1}""", "{}")]
    [InlineData("""{"$ref":"#/$defs/x","$defs":{"x":{"type":"null"}}}""", "null", "1")]
    public void A_keyword_accepts_and_refuses(string schema, string good, string bad)
    {
        Assert.Empty(JsonSchema.Parse(schema).Faults(good));
        Assert.NotEmpty(JsonSchema.Parse(schema).Faults(bad));
    }

    [Theory]
    [InlineData("""{"maxLength":3}""")]
    [InlineData("""{"type":"text"}""")]
    [InlineData("""{"$ref":"other.json"}""")]
    public void What_the_validator_does_not_know_is_no_schema(string schema) =>
        Assert.Throws<NotSupportedException>(() => JsonSchema.Parse(schema).Faults("\"a\""));
}
